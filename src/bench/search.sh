#!/bin/sh
# 20 searches over a store of 1,000,000 mails, each repeated in one warm process with the JVM options of a short command.
# The mails are made up and go in through the product's own store and index, but no mail is parsed, and the octets kept of
# each are a few; making them takes some ten minutes. STORE=FILE keeps the store for the next time.
#
#   mvn -q -DskipTests package && src/bench/search.sh     MESSAGES=1000000 REPEATS=21 STORE=
. "$(dirname "$0")/bench.sh"
# shellcheck disable=SC2086
measure Search $daemon_options
