#!/bin/bash
# Tries systemd/nikkan.service under a systemd that is PID 1 of a namespace of its own, over the machine's own files,
# which stay as they are: that the daemon is ready when it listens, is started again when it hangs (SIGSTOP, the
# watchdog) and when it is killed, stops cleanly, and that nothing of the hardening keeps it from its work. Takes a
# minute and a half; needs root, systemd, Dovecot and smtp-sink (of Postfix).
#
#   mvn -q -DskipTests package && sudo src/bench/systemd.sh
#
# Changed for the test are WatchdogSec (15 min -> 20 s), RestartSec, and where the log goes, as there is no journal. What
# the kernel does not hand to the namespace, such as cgroup controllers for MemoryMax, is not tried.
set -eu
here=$(dirname "$(readlink -f "$0")")
product=${PRODUCT:-$(readlink -f "$here/../../target/nikkan")}

# ---- outside: namespaces, and then what came of it

if [ "${1:-}" != inside ]; then
  for needed in /lib/systemd/systemd /usr/sbin/dovecot /usr/lib/dovecot/dovecot-lda smtp-sink unshare pivot_root; do
    command -v "$needed" >/dev/null || { echo "$needed is not there: not tried" >&2; exit 69; }
  done
  [ "$(id -u)" = 0 ] || { echo "needs root: not tried" >&2; exit 77; }
  [ -x "$product/bin/nikkan" ] || { echo "There is no $product yet: mvn -q -DskipTests package" >&2; exit 66; }
  out=$(mktemp -d /tmp/nikkan-systemd.XXXXXX)
  trap 'rm -rf "$out"' EXIT
  timeout 300 unshare --mount --pid --fork --uts --ipc --net --cgroup "$0" inside "$product" "$out" \
    >"$out/boot" 2>&1 || true # systemd's poweroff ends the namespace by a signal
  if [ -s "$out/report" ] && grep -q '^done$' "$out/report"; then
    grep -v '^done$' "$out/report"
    ! grep -q '^FAIL' "$out/report"
    exit
  fi
  echo "The namespace did not come to its end; its last words:" >&2
  cat "$out/report" >&2 2>/dev/null || true
  tail -n 20 "$out/boot" "$out"/*.log >&2
  exit 1
fi

# ---- inside: a root of its own, then systemd

product=$2
out=$3
mount --make-rprivate /
root=$(mktemp -d)
mount -t tmpfs tmpfs "$root"
mkdir "$root"/{upper,work,m}
mount -t overlay -o "lowerdir=/,upperdir=$root/upper,workdir=$root/work" overlay "$root/m"
cd "$root/m"

mkdir -p opt/nikkan etc/nikkan opt/trial old out mail
cp -a "$product/." opt/nikkan/
chown mail:mail mail
cp opt/nikkan/systemd/nikkan.service etc/systemd/system/
mkdir etc/systemd/system/nikkan.service.d
cat >etc/systemd/system/nikkan.service.d/trial.conf <<'END'
[Service]
WatchdogSec=20s
RestartSec=1s
StandardOutput=append:/out/nikkan.log
StandardError=inherit
END
(umask 077 && printf secret >etc/nikkan/imap-password && printf secret >etc/nikkan/smtp-password)
cat >etc/nikkan/nikkan.toml <<'END'
[store]
path = "/var/lib/nikkan/nikkan.db"
[[source]]
host = "127.0.0.1"
port = 11143
security = "none"
user = "digest"
password-file = "${CREDENTIALS_DIRECTORY}/imap-password"
[smtp]
host = "127.0.0.1"
port = 11025
security = "none"
from = "Nikkan <digest@example.org>"
[list]
id = "nikkan.example.org"
address = "digest@example.org"
owner = "mailto:owner@example.org"
END
cat >opt/trial/dovecot.conf <<'END'
base_dir = /run/trial-dovecot
log_path = /out/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:~/Maildir
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=/mail/%u
}
service imap-login {
  inet_listener imap {
    port = 11143
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
}
END
cat >etc/systemd/system/trial-dovecot.service <<'END'
[Service]
ExecStart=/usr/sbin/dovecot -F -c /opt/trial/dovecot.conf
END
cat >etc/systemd/system/trial-smtp.service <<'END'
[Service]
ExecStart=/usr/bin/env PATH=/usr/sbin:/usr/bin:/sbin:/bin smtp-sink -u nobody -c 127.0.0.1:11025 100
END
cat >etc/systemd/system/trial.service <<'END'
[Unit]
Wants=trial-dovecot.service trial-smtp.service
After=trial-dovecot.service trial-smtp.service
[Service]
Type=oneshot
ExecStart=/opt/trial/trial.sh
ExecStopPost=/usr/bin/systemctl poweroff --force --force
StandardOutput=append:/out/report
StandardError=append:/out/trial.log
END
cat >etc/systemd/system/trial.target <<'END'
[Unit]
Requires=trial.service
END
cat >opt/trial/trial.sh <<'END'
#!/bin/bash
# In the namespace: each line of standard output is a promise and what was seen of it.
state=/var/lib/private/nikkan

check() { # SENTENCE SEEN WANTED
  [[ $2 =~ ^$3$ ]] && echo "ok    $1: $2" || echo "FAIL  $1: $2, not $3"
}
show() {
  systemctl show --property "$1" --value nikkan
}
# within SECONDS CONDITION...: prints after how many seconds it held
within() {
  local start=$SECONDS end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || { echo never; return; }
    sleep 0.2
  done
  echo "$((SECONDS - start)) s"
}
started_again() {
  [ "$(show NRestarts)" = "$1" ] && [ "$(show ActiveState)" = active ]
}
stored() {
  /opt/nikkan/bin/nikkan --store $state/nikkan.db search kind:id --limit 99 --format csv 2>/dev/null | grep -q "$1"
}
announce() {
  printf '%s\n' 'From: internet-drafts@ietf.org' 'To: i-d-announce@ietf.org' "Message-ID: <$1@example.net>" \
    "Date: $(LC_ALL=C date -u '+%a, %d %b %Y %T +0000')" 'List-Id: <i-d-announce.ietf.org>' \
    "Subject: I-D Action: draft-example-$1-00.txt" '' \
    "Internet-Draft draft-example-$1-00.txt is now available." '' "   Title:   $1" '   Author:  Ann Example' \
    "   Name:    draft-example-$1-00.txt" '   Pages:   7' '   Dates:   2026-11-22' '' 'Abstract:' '' '   Words.' |
    /usr/lib/dovecot/dovecot-lda -c /opt/trial/dovecot.conf -d digest
}

check 'the unit is in order' "$(systemd-analyze verify /etc/systemd/system/nikkan.service 2>&1 | grep -c nikkan)" 0
begin=$SECONDS
systemctl start nikkan
check 'start returns when the daemon is ready' "$? after $((SECONDS - begin)) s" '0 after [0-9]+ s'
check 'it is then listening' "$(show ActiveState), $(show StatusText)" 'active, .+'
main=$(show MainPID)
uid=$(stat -c %u /proc/"$main")
check 'it runs as a user of its own' "$uid" '6[0-9]{4}' # of the range that systemd has for it
check 'without any capability' "$(sed -n 's/^CapEff:\t//p' /proc/"$main"/status)" 0+
check 'with system calls filtered' "$(sed -n 's/^Seccomp:\t//p' /proc/"$main"/status)" 2
check 'the store is its own' "$(stat -c '%a %u' $state/nikkan.db)" "600 $uid"
check 'in a folder of its own' "$(stat -c '%a %u' $state)" "700 $uid"
announce first
check 'a mail is stored' "$(within 20 stored draft-example-first)" '[0-9]+ s'
sleep 45
check 'the watchdog is fed: no restart in two of its periods' "$(show NRestarts)" 0
kill -STOP "$main"
check 'hanging, it is started again' "$(within 90 started_again 1)" '[0-9]+ s'
kill -KILL "$(show MainPID)"
check 'killed, it is started again' "$(within 60 started_again 2)" '[0-9]+ s'
announce second
check 'and goes on with its work' "$(within 20 stored draft-example-second)" '[0-9]+ s'
begin=$SECONDS
systemctl stop nikkan
check 'it stops cleanly' "$(show ActiveState), $(show Result), after $((SECONDS - begin)) s" \
  'inactive, success, after [0-9]+ s'
check 'the store is whole' "$(/opt/nikkan/bin/nikkan --store $state/nikkan.db backup /out/copy.db >/dev/null; echo $?)" 0
echo done
END
chmod +x opt/trial/trial.sh

mount --bind "$out" out
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t tmpfs tmpfs sys/fs/cgroup
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mount --rbind /dev dev
pivot_root . old
umount -l /old
# As systemd finds it on a real machine: the mount that holds a unit's credentials has to reach systemd's own namespace.
mount --make-rshared /
exec env -i container=nikkan-trial PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --unit=trial.target
