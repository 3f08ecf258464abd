package dev.nikkan.app.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `${NAME}` in a value, replaced from the environment.
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}?");
    private static final Pattern WELL_FORMED = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @throws IllegalArgumentException if a variable is not set, saying which
    String expand(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(valueOf(match.group())));
    }

    private String valueOf(String reference) {
        if (!WELL_FORMED.matcher(reference).matches()) {
            throw new IllegalArgumentException("%s is no variable; write ${NAME}".formatted(reference));
        }
        String name = reference.substring(2, reference.length() - 1);
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment has no %s; %s".formatted(name, remedy(name)));
        }
        return value;
    }

    /// What systemd.exec(5) sets for the service alone is missed by whoever types a command.
    private static String remedy(String name) {
        return switch (name) {
            case "CREDENTIALS_DIRECTORY" -> folder(name, "/etc/nikkan");
            case "STATE_DIRECTORY" -> folder(name, "/var/lib/nikkan");
            default -> "set it first";
        };
    }

    private static String folder(String name, String usual) {
        return "systemd sets it for the service, in a shell name the folder first: export " + name + "=" + usual;
    }

    /// Whether the text is one reference and nothing else.
    static boolean isReference(String text) {
        return WELL_FORMED.matcher(text).matches();
    }
}
