package dev.nikkan.app.daemon;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Fault points of a running daemon, for tests that kill it: `NIKKAN_FAULT=send.after-dot:halt:3` ends the process,
/// without any farewell, when the point is passed for the third time. `throw` throws there once, `wait` stays there.
public final class FaultInjection implements FaultPoints {
    private enum Action {
        HALT,
        THROW,
        WAIT
    }

    /// As a shell says it of a process that was killed (128 + 9).
    private static final int KILLED = 137;

    private final FaultPoint armed;
    private final Action action;
    private final AtomicInteger passesLeft;

    private FaultInjection(FaultPoint armed, Action action, int pass) {
        this.armed = armed;
        this.action = action;
        this.passesLeft = new AtomicInteger(pass);
    }

    /// What `NIKKAN_FAULT` says.
    ///
    /// @param order `POINT:ACTION` or `POINT:ACTION:PASS`, the pass counted from 1
    /// @throws IllegalArgumentException with the points there are, if it says something else
    public static FaultPoints of(String order) {
        String[] words = order.split(":", 3);
        return new FaultInjection(
                point(words[0]),
                words.length > 1 ? Action.valueOf(words[1].toUpperCase(Locale.ROOT)) : Action.HALT,
                words.length > 2 ? Integer.parseInt(words[2]) : 1);
    }

    private static FaultPoint point(String text) {
        return Arrays.stream(FaultPoint.values())
                .filter(point -> point.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault point " + text + "; there are "
                        + Arrays.stream(FaultPoint.values())
                                .map(FaultPoint::text)
                                .collect(Collectors.joining(", "))));
    }

    @Override
    public void passed(FaultPoint point) {
        if (point != armed || passesLeft.decrementAndGet() != 0) {
            return;
        }
        switch (action) {
            case HALT -> Runtime.getRuntime().halt(KILLED);
            case THROW -> throw new IllegalStateException("fault injected at " + point.text());
            case WAIT -> stay();
        }
    }

    private static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
