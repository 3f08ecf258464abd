#!/bin/sh
# Imports 200,000 made-up mails with the packaged product, killed with SIGKILL at random moments, and compares every row
# with the known answers.
#
#   src/bench/archive.sh     MAILS=200000 KILLS=20 SEED=1
set -eu
cd "$(dirname "$0")/../.."
mvn -q verify -Dtest=ArchiveTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=GeneratedArchiveIT \
  -Dnikkan.mails="${MAILS:-200000}" -Dnikkan.kills="${KILLS:-20}" -Dnikkan.seed="${SEED:-1}"
