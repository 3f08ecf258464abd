#!/bin/sh
# Pictures of the digest as a browser shows it, for somebody to look at: a busy, an ordinary and a quiet day of a made-up
# archive, in Japanese and English, light and dark, on a phone (360 px) and in a window (800 px), in target/pictures.
#
#   mvn -q -DskipTests package && src/bench/pictures.sh     MAILS=30000 CHROMIUM=/usr/bin/chromium
. "$(dirname "$0")/bench.sh"
chromium=${CHROMIUM:-/usr/bin/chromium}
[ -x "$chromium" ] || {
  echo "There is no $chromium: name a Chromium with CHROMIUM=" >&2
  exit 69
}
pictures=target/pictures
mkdir -p "$pictures"

"$product/runtime/bin/java" -cp "$work/classes:$product/lib/*" dev.nikkan.fixtures.archive.GenerateArchive \
  1 "${MAILS:-30000}" mbox "$work/archive"
"$product/bin/nikkan" --store "$work/nikkan.db" import "$work/archive/archive.mbox" >"$work/import.log"

# The days of the last year, those with the most drafts first.
days=$(grep '"kind":"id"' "$work/archive/answers.jsonl" | grep -o '"day":"2026-[0-9-]*"' | cut -d'"' -f4 |
  sort | uniq -c | sort -k1,1nr -k2 | awk '{ print $2 }')
busy=$(echo "$days" | head -n 1)
ordinary=$(echo "$days" | sed -n "$(($(echo "$days" | wc -l) / 2))p")
quiet=$(for n in $(seq 300); do date -u -d "2026-01-01 $n days" +%F; done |
  while read -r day; do
    grep -q "\"day\":\"$day\"" "$work/archive/answers.jsonl" || { echo "$day" && break; }
  done)

# picture NAME PAGE WIDTH SCHEME: a frame of that width, because a window has a least one.
picture() {
  printf '<!DOCTYPE html><meta name="color-scheme" content="light dark"><body style="margin:0">
    <iframe src="%s" width="%s" height="2400" style="border:0"></iframe>' "$2" "$3" >"$work/frame.html"
  "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking \
    --user-data-dir="$work/chromium" --blink-settings=preferredColorScheme="$([ "$4" = dark ] && echo 0 || echo 1)" \
    --window-size="$3",2400 --screenshot="$pictures/$1.png" "file://$work/frame.html" 2>"$work/chromium.log"
}

for sort in busy ordinary quiet; do
  eval "day=\$$sort"
  for language in ja en; do
    "$product/bin/nikkan" --store "$work/nikkan.db" digest --day "$day" --language "$language" --format html \
      --output "$work" >"$work/pages"
    page=$(head -n 1 "$work/pages")
    for width in 360 800; do
      for scheme in light dark; do
        picture "$sort-$language-$width-$scheme" "$page" "$width" "$scheme"
      done
    done
  done
done
ls "$pictures"/*.png
