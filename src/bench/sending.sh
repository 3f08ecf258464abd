#!/bin/sh
# Sends a day of 20 drafts to 20,000 subscribers with `nikkan send` through smtp-sink, beside smtp-source (both of
# Postfix) with as many connections and mails of the same size; the same with 500 different filters; and plans a day for
# 100,000.
#
#   mvn -q -DskipTests package && src/bench/sending.sh     SUBSCRIBERS=20000 PLANNED=100000 CONNECTIONS=4 REPEATS=3
. "$(dirname "$0")/bench.sh"
measure Sending
