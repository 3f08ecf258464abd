#!/bin/sh
# An archive of made-up announcements, 100,000 of some 4 KB: `nikkan import`, a bare insert of the same rows, and whichever
# of notmuch, mu, public-inbox and Python is there, each from the form it wants, take turns. Needs GNU time.
#
#   mvn -q -DskipTests package && src/bench/import.sh     MAILS=100000 REPEATS=3
#   PEERS=0 src/bench/import.sh                           without the other programs, which take ten times as long
#   HEAP=1 src/bench/import.sh                            the import's peak memory at 10 MB and at 2 GB instead
. "$(dirname "$0")/bench.sh"
[ -x /usr/bin/time ] || {
  echo "There is no /usr/bin/time (Debian: apt install time)" >&2
  exit 69
}
measure Archives -Xmx3g
