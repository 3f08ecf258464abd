#!/bin/sh
# How fast Nikkan starts and how much memory it holds. Variants take turns, so that a busy machine troubles all alike.
#
#   src/bench/start.sh PRODUCT [CONFIG]     PRODUCT: target/nikkan; CONFIG: a nikkan.toml with a mailbox to listen to
#
# RUNS (default 9) rounds; VARIANTS: lines of NAME and the options that NIKKAN_JAVA_OPTS adds. Prints a row a variant
# and measure: fewest, median, most. Milliseconds, and MB of resident and of anonymous memory 5 s after ready.
set -eu
product=$(cd "$1" && pwd)
config=${2:-}
runs=${RUNS:-9}
variants=${VARIANTS:-"shipped
nocache -Xshare:off
optimising -XX:TieredStopAtLevel=4"}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
now() { echo $(($(date +%s%N) / 1000000)); }
note() { echo "$3" >> "$work/$1.$2"; }
# The exit status is the command's own answer: `status` of an idle store has one too.
timed() {
  start=$(now)
  "$product/bin/nikkan" "$@" > "$work/out" 2>&1 || :
  echo $(($(now) - start))
}

# systemd's own interface says when the daemon is ready: a listener stands for it.
daemon() {
  rm -f "$work/socket"
  python3 - "$work/socket" "$work/ready" << 'END' &
import socket, sys
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
listener.settimeout(60)
while b"READY=1" not in listener.recv(4096).split(b"\n"):
    pass
open(sys.argv[2], "w").close()
END
  listener=$!
  until [ -S "$work/socket" ]; do :; done
  start=$(now)
  NOTIFY_SOCKET=$work/socket "$product/bin/nikkan" -c "$config" run > "$work/out" 2>&1 &
  pid=$!
  if wait "$listener"; then
    note "$1" ready-ms $(($(now) - start))
    sleep 5
    note "$1" resident-mb "$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status")"
    note "$1" anonymous-mb "$(awk '/^RssAnon/ { print int($2 / 1024) }' "/proc/$pid/status")"
  else
    cat "$work/out" >&2
  fi
  kill "$pid" 2> /dev/null || :
  wait "$pid" || :
}

round=0
while [ "$round" -lt "$runs" ]; do
  echo "$variants" > "$work/variants"
  while read -r name options; do
    export NIKKAN_JAVA_OPTS="$options"
    note "$name" version-ms "$(timed --version)"
    if [ -n "$config" ]; then
      note "$name" status-ms "$(timed -c "$config" status)"
      daemon "$name"
    fi
  done < "$work/variants"
  round=$((round + 1))
done

for file in "$work"/*.*-m[sb]; do
  sort -n "$file" | awk -v row="$(basename "$file" | sed 's/\./ /')" '
    { value[NR] = $1 }
    END { split(row, name, " "); printf "%-12s %-13s %6d %6d %6d\n", name[1], name[2], value[1], value[int((NR + 1) / 2)], value[NR] }'
done
