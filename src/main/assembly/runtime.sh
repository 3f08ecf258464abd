#!/bin/sh
# Gives target/nikkan the Java runtime that it runs on, and a cache of the classes it loads. Called by Maven at `package`, with the JDK it found.
set -eu
jdk=${TOOLCHAIN_JAVA_HOME:?}
product=$1
link=$2

# java.naming, java.sql, java.xml: JDBC and the log. jdk.charsets: mail in ISO-2022-JP and the like. jdk.naming.dns is
# left out on purpose: names are resolved by the system. jdk.httpserver: the pages for subscribers.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.security.sasl,java.sql,java.xml
modules=$modules,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.unsupported

# Linking takes seconds, and its result depends on the JDK and on this script alone.
stamp=$(cat "$jdk/release" "$0" | cksum)
if [ "$(cat "$link/stamp" 2>/dev/null)" != "$stamp" ]; then
  rm -rf "$link"
  mkdir -p "$link"
  "$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$link/runtime"
  printf '%s\n' "$stamp" > "$link/stamp"
fi
cp -a "$link/runtime" "$product/runtime"

# The native libraries lie unpacked beside their jars: nothing to unpack at each start, and /tmp may be noexec.
platform=$("$product/runtime/bin/java" -cp "$product/lib/*" org.sqlite.util.OSInfo)
(cd "$product/lib" && "$jdk/bin/jar" xf sqlite-jdbc-*.jar "org/sqlite/native/$platform/libsqlitejdbc.so")
mv "$product/lib/org/sqlite/native/$platform/libsqlitejdbc.so" "$product/lib/"
arch=$("$product/runtime/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *os\.arch = //p')
(cd "$product/lib" && "$jdk/bin/jar" xf zstd-jni-*.jar "linux/$arch")
mv "$product/lib/linux/$arch"/libzstd-jni-*.so "$product/lib/libzstd-jni.so"
rm -r "$product/lib/org" "$product/lib/linux"

# The class cache: what these commands load, and how it is linked. Without it everything works too, only later.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
learn() {
  NIKKAN_JAVA_OPTS="-Xshare:off -XX:DumpLoadedClassList=$work/$1.classes" timeout 60 \
    "$product/bin/nikkan" "$@" > "$work/$1.out" 2>&1 || :
}
learn --version
learn --help
learn check
learn status --store "$work/none.db"
# A day of the daemon's life. The servers' classes are not on the cache's class path and stay out of it.
learn demo --output "$work/demo"
# Each list numbers its classes from 0; the numbers serve class loaders of one's own, which Nikkan has none of.
cat "$work"/*.classes | sed -e '/ source: /d' -e 's/ id: [0-9]*.*//' | awk '!seen[$0]++' > "$work/classes"
NIKKAN_JAVA_OPTS="-Xshare:dump -XX:+AOTClassLinking -XX:SharedClassListFile=$work/classes" \
  "$product/bin/nikkan" > "$work/dump.out" 2>&1 || { cat "$work/dump.out" >&2; exit 1; }
