#!/bin/sh
# How fast Nikkan starts, and how much memory it holds a minute after an hour of mail; with and without its class cache.
#
#   mvn -q -DskipTests package && src/bench/start.sh     REPEATS=9 DAEMONS=3 SETTLE=60
. "$(dirname "$0")/bench.sh"
measure Start
