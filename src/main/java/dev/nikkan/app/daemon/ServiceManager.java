package dev.nikkan.app.daemon;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the daemon tells systemd of itself (`Type=notify`, sd_notify(3)). Says nothing where nobody listens: in a
/// terminal, or where there is no libsystemd. Safe for use by several threads.
///
/// libsystemd is called in this process, because `NotifyAccess=main` believes no other, and because the JDK has no UNIX
/// datagram sockets.
public final class ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    private final Optional<MethodHandle> notify;
    private final Optional<Duration> watchdog;

    private ServiceManager(Optional<MethodHandle> notify, Optional<Duration> watchdog) {
        this.notify = notify;
        this.watchdog = watchdog;
    }

    /// The service manager that started this process, by the process' environment.
    public static ServiceManager of(Map<String, String> environment) {
        if (!environment.containsKey("NOTIFY_SOCKET")) {
            return new ServiceManager(Optional.empty(), Optional.empty());
        }
        Optional<MethodHandle> notify = library();
        if (notify.isEmpty()) {
            LOG.warn(
                    "NOTIFY_SOCKET is set, but libsystemd.so.0 cannot be loaded: systemd is not told that we are ready");
        }
        return new ServiceManager(notify, notify.isEmpty() ? Optional.empty() : watchdog(environment));
    }

    /// The daemon listens.
    void ready(String status) {
        send("READY=1\nSTATUS=" + oneLine(status));
    }

    /// What it is doing, for `systemctl status`.
    void status(String status) {
        send("STATUS=" + oneLine(status));
    }

    /// It got something done; for progress only, never from a mere timer.
    void alive() {
        send("WATCHDOG=1");
    }

    /// It was told to stop and is finishing.
    void stopping() {
        send("STOPPING=1");
    }

    /// After how long without [#alive()] it is killed (`WatchdogSec=`); empty when nobody watches.
    Optional<Duration> watchdog() {
        return watchdog;
    }

    private static Optional<Duration> watchdog(Map<String, String> environment) {
        // sd_watchdog_enabled(3): the time may be meant for another process that we inherited it from.
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return Optional.empty();
        }
        return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(text -> Duration.of(Long.parseLong(text), ChronoUnit.MICROS));
    }

    @SuppressWarnings("restricted") // the start script gives native access
    private static Optional<MethodHandle> library() {
        try {
            return SymbolLookup.libraryLookup("libsystemd.so.0", Arena.global())
                    .find("sd_notify")
                    .map(address -> Linker.nativeLinker()
                            .downcallHandle(
                                    address,
                                    FunctionDescriptor.of(
                                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    /// Never throws: a daemon that works is worth more than one that could say so.
    private void send(String state) {
        notify.ifPresent(function -> {
            int answer = call(function, state);
            if (answer < 0) {
                LOG.warn("systemd was not told {}: errno {}", state.replace('\n', ' '), -answer);
            }
        });
    }

    private static int call(MethodHandle function, String state) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) function.invokeExact(0, arena.allocateFrom(state));
        } catch (Throwable bug) {
            throw new AssertionError("sd_notify takes an int and a string", bug);
        }
    }

    /// A line end would begin another assignment.
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
