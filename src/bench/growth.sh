#!/bin/sh
# Stores of growing size, each a made-up archive imported with the packaged product: what the commands take at each size,
# how that grows, and the room a mail needs, beside gzip and zstd (where installed) of the whole mbox.
#
#   mvn -q -DskipTests package && src/bench/growth.sh     SIZES=10000,100000,1000000 REPEATS=5 COMPRESSED=100000 SEED=1
. "$(dirname "$0")/bench.sh"
measure Growth
