package dev.nikkan.app.command;

import dev.nikkan.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// How far a long work has come: a bar on a terminal, else a line now and then, both on standard error.
final class Progress {
    private static final int WIDTH = 30;
    private static final Duration EVERY_BAR = Duration.ofMillis(200);
    private static final Duration EVERY_LINE = Duration.ofSeconds(10);

    private final World world;
    private final long size;
    private long read;
    private Instant last;

    /// @param size octets or whatever is counted, in all; 0 where nobody knows
    Progress(World world, long size) {
        this.world = world;
        this.size = size;
        this.last = world.clock().instant();
    }

    void read(long amount) {
        read += amount;
    }

    /// @param account what has been done so far, in a line
    void show(Supplier<String> account) {
        Instant now = world.clock().instant();
        if (now.isBefore(last.plus(world.terminal() ? EVERY_BAR : EVERY_LINE))) {
            return;
        }
        last = now;
        if (world.terminal()) {
            world.err().print("\r" + bar() + account.get());
            world.err().flush();
        } else {
            world.err().println(account.get());
        }
    }

    private String bar() {
        if (size == 0) {
            return "";
        }
        int full = (int) Math.min(WIDTH, read * WIDTH / size);
        return "[%s%s] %3d%%  ".formatted("#".repeat(full), " ".repeat(WIDTH - full), Math.min(100, read * 100 / size));
    }

    /// A sentence for whoever watches.
    void say(String sentence) {
        clear();
        world.err().println(OneLine.of(sentence));
    }

    /// Takes the bar away.
    void clear() {
        if (world.terminal()) {
            world.err().print("\r\u001b[K");
            world.err().flush();
        }
    }
}
