package dev.nikkan.app.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The terminal that results go to, if they go to one.
final class Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,4})");

    private final OptionalInt width;
    private final boolean plain;

    Terminal(World world) {
        this.width = world.terminal() ? OptionalInt.of(width(world)) : OptionalInt.empty();
        // no-color.org; a dumb terminal would print the escape sequence
        this.plain = !world.environment().getOrDefault("NO_COLOR", "").isEmpty()
                || world.environment().getOrDefault("TERM", "dumb").equals("dumb");
    }

    /// In columns; empty where there is no terminal.
    OptionalInt width() {
        return width;
    }

    /// Text that stands out.
    String bold(String text) {
        return plain ? SearchRow.marked(text) : "\u001b[1m" + text + "\u001b[22m";
    }

    /// What COLUMNS says, else what the terminal does: shells keep COLUMNS to themselves.
    private static int width(World world) {
        String columns = world.environment().getOrDefault("COLUMNS", "");
        int width = columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : asked();
        return width > 0 ? width : USUAL_WIDTH;
    }

    private static int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            Matcher size =
                    SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
            return size.matches() ? Integer.parseInt(size.group(1)) : 0;
        } catch (IOException _) {
            return 0; // no stty: a container without coreutils
        }
    }
}
