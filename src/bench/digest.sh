#!/bin/sh
# Builds a day of 450 drafts with 90 days of 40 behind it, overview and all, in every form, with the daemon's JVM
# options; and sends a day of 20 drafts, and one of 450 in its parts, to 1,000 subscribers with `nikkan send` through
# smtp-sink (of Postfix).
#
#   mvn -q -DskipTests package && src/bench/digest.sh     SUBSCRIBERS=1000 REPEATS=5 LARGE_REPEATS=1 HISTORY=40
. "$(dirname "$0")/bench.sh"
# shellcheck disable=SC2086
measure Digests $daemon_options
