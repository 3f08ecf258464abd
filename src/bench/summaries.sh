#!/bin/sh
# A day of 450 drafts that arrives at once, with a language model that takes two seconds a call and four calls at a
# time, and the hour of the edition one and a half minutes after: how long fetching takes, and how long after its hour the
# edition is cut and sent, beside the same without a model. Takes some four minutes.
#
#   mvn -q -DskipTests package && src/bench/summaries.sh     DRAFTS=450 CALL_MILLIS=2000 BEFORE_SECONDS=90
. "$(dirname "$0")/bench.sh"
measure Summaries
