#!/bin/sh
# 10,000 mails that wait in a Dovecot mailbox: the packaged daemon, mbsync and a bare insert of the same rows take turns.
#
#   mvn -q -DskipTests package && src/bench/bulk.sh     MAILS=10000 REPEATS=5
. "$(dirname "$0")/bench.sh"
measure Bulk
