#!/bin/sh
# From the mail server to a committed row: 200 deliveries by a server that pushes at once, then 200 through a real
# Dovecot beside a bare client that idles in the same mailbox. Takes some six minutes.
#
#   mvn -q -DskipTests package && src/bench/latency.sh     DELIVERIES=200
. "$(dirname "$0")/bench.sh"
measure Latency
