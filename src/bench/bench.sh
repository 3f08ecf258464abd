# Sourced by the measurements beside it: compiles src/bench/java against the product that `mvn package` made, and runs
# one of its programs on the product's own Java runtime.
set -eu
cd "$(dirname "$0")/../.."
product=target/nikkan
[ -x "$product/bin/nikkan" ] || {
  echo "There is no $product yet: mvn -q -DskipTests package" >&2
  exit 66
}

# The JDKs that Maven found; the runtime in the product has no compiler.
for home in $(sed -n 's:.*<jdkHome>\(.*\)</jdkHome>.*:\1:p' target/jdks.xml); do
  if grep -Eq 'JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$home/release"; then
    jdk=$home
  fi
done

# Short, and open to the user that Dovecot runs as: its sockets lie below.
work=$(mktemp -d /tmp/nikkan-bench.XXXXXX)
chmod a+rx "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

"${jdk:?no JDK 25 in target/jdks.xml}/bin/javac" -proc:none -d "$work/classes" -cp "$product/lib/*" \
  src/bench/java/dev/nikkan/bench/*.java src/test/java/dev/nikkan/fixtures/ScriptedImap*.java \
  $(find src/test/java/dev/nikkan/fixtures/archive -name "*.java" ! -name "*Test.java" ! -name package-info.java)

# measure PROGRAM [JVM OPTION...]
measure() {
  program=$1
  shift
  "$product/runtime/bin/java" --enable-native-access=ALL-UNNAMED "$@" -Dbench.work="$work" -Dbench.product="$product" \
    -cp "$work/classes:$product/lib/*" "dev.nikkan.bench.$program"
}

# What bin/nikkan gives the daemon; for a program that stands for it.
daemon_options='-XX:+UseSerialGC -Xms8m -Xmx96m -XX:MaxNewSize=8m -Xss512k -XX:MaxMetaspaceSize=64m -XX:MinHeapFreeRatio=10
  -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=24m'
