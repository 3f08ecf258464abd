package dev.nikkan.app.config;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One table of the file. Each question about a key also makes the key known; what is left when all have been
/// asked is unknown ([#refuseUnknownKeys]). So there is no second list of keys to keep true.
///
/// A question answers empty both for a key that is absent and for one that is wrong; the latter is then a
/// [Problem], and nobody gets to see the half-read settings.
final class Section {
    private final String name;
    private final TomlTable table;
    private final int line;
    private final Context context;
    private final Set<String> known = new TreeSet<>();

    /// @param name as people write it, `[smtp]` or `[[source]]`
    Section(String name, TomlTable table, int line, Context context) {
        this.name = name;
        this.table = table;
        this.line = line;
        this.context = context;
    }

    /// What the values of a file may refer to.
    ///
    /// @param folder the file's own
    record Context(Path folder, Variables variables, SecretFile secrets, Use use, Problems problems) {}

    /// Empty text counts as absent: `archive = ""`.
    Optional<String> text(String key) {
        return value(key, Function.identity()).filter(text -> !text.isEmpty());
    }

    Optional<String> neededText(String key, String meaning) {
        Optional<String> text = text(key);
        if (text.isEmpty() && (!table.contains(List.of(key)) || isEmptyText(key))) {
            context.problems().add(line, "%s needs \"%s\", %s.".formatted(name, key, meaning));
        }
        return text;
    }

    private boolean isEmptyText(String key) {
        return "".equals(table.get(List.of(key)));
    }

    /// A text with a meaning of its own.
    ///
    /// @param meaning throws [IllegalArgumentException], whose message is half a sentence, for text that has none
    <T> Optional<T> value(String key, Function<String, T> meaning) {
        return raw(key).flatMap(raw -> {
            if (!(raw instanceof String text)) {
                return wrongType(key, "text in double quotes", raw);
            }
            return understood(key, () -> meaning.apply(context.variables().expand(text)));
        });
    }

    Optional<List<String>> texts(String key) {
        return raw(key).flatMap(raw -> {
            if (!(raw instanceof TomlArray array) || !allText(array)) {
                return wrongType(key, "a list of texts like [\"one\", \"two\"]", raw);
            }
            return understood(
                    key,
                    () -> IntStream.range(0, array.size())
                            .mapToObj(i -> context.variables().expand(array.getString(i)))
                            .toList());
        });
    }

    private static boolean allText(TomlArray array) {
        return IntStream.range(0, array.size()).allMatch(i -> array.get(i) instanceof String);
    }

    Optional<Boolean> truth(String key) {
        return raw(key).flatMap(raw ->
                raw instanceof Boolean truth ? Optional.of(truth) : wrongType(key, "true or false", raw));
    }

    Optional<Integer> number(String key, int least, int most) {
        return raw(key).flatMap(raw -> {
            if (!(raw instanceof Long number)) {
                return wrongType(key, "a whole number", raw);
            }
            if (number < least || number > most) {
                return refuse(key, "%d is out of range; it lies between %d and %d".formatted(number, least, most));
            }
            return Optional.of(number.intValue());
        });
    }

    Optional<Duration> duration(String key, Duration least, Duration most) {
        return value(key, text -> {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new IllegalArgumentException("%s is out of range; it lies between %s and %s"
                        .formatted(text, Durations.text(least), Durations.text(most)));
            }
            return duration;
        });
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return value(
                key,
                text -> Stream.of(type.getEnumConstants())
                        .filter(constant -> word(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(noChoice(text, words(type)))));
    }

    static String noChoice(String text, List<String> words) {
        return "\"%s\" is not one of %s".formatted(text, String.join(", ", words));
    }

    private static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Section::word).toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// A path, relative to the folder of the configuration. It need not exist.
    Optional<Path> path(String key) {
        return value(key, this::resolve).flatMap(Function.identity());
    }

    private Optional<Path> resolve(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(context.folder().resolve(text).normalize());
    }

    /// The secret in a file. Where the command needs no secrets the file is not looked at.
    Optional<Secret> secretFile(String key) {
        if (context.use() == Use.STORE) {
            return unread(key);
        }
        return path(key).flatMap(file -> {
            try {
                return Optional.of(context.secrets().read(file));
            } catch (SecretFile.Refused e) {
                String sentence = "%s %s: %s".formatted(name, key, e.getMessage());
                if (e.permission()) {
                    context.problems().addExposedSecret(lineOf(key), sentence);
                } else {
                    context.problems().add(lineOf(key), sentence);
                }
                return Optional.empty();
            }
        });
    }

    /// A secret from the environment. Written out in the file it is refused: files get copied into tickets.
    Optional<Secret> secretVariable(String key) {
        if (context.use() == Use.STORE) {
            return unread(key);
        }
        raw(key).filter(raw -> raw instanceof String text && !Variables.isReference(text))
                .ifPresent(_ -> refuse(
                        key,
                        "a secret does not stand in the configuration; write \"${NAME}\" or use %s-file"
                                .formatted(key)));
        return text(key).map(Secret::new);
    }

    private Optional<Secret> unread(String key) {
        return raw(key).map(_ -> new Secret(""));
    }

    /// Whatever TOML type it has.
    Optional<Object> raw(String key) {
        known.add(key);
        return Optional.ofNullable(table.get(List.of(key)));
    }

    /// Whether the key stands in the file, right or wrong.
    boolean has(String key) {
        return raw(key).isPresent();
    }

    private <T> Optional<T> understood(String key, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException e) {
            return refuse(key, Objects.requireNonNullElse(e.getMessage(), "it cannot be read"));
        }
    }

    private <T> Optional<T> wrongType(String key, String right, Object wrong) {
        context.problems().add(lineOf(key), "%s %s must be %s, not %s.".formatted(name, key, right, typeOf(wrong)));
        return Optional.empty();
    }

    private static String typeOf(Object value) {
        return switch (value) {
            case String _ -> "text";
            case Long _ -> "a number";
            case Double _ -> "a fraction";
            case Boolean _ -> "true or false";
            case TomlArray _ -> "a list";
            case TomlTable _ -> "a table";
            default -> "a date or time";
        };
    }

    /// @param reason half a sentence
    <T> Optional<T> refuse(String key, String reason) {
        context.problems().add(lineOf(key), "%s %s: %s.".formatted(name, key, reason));
        return Optional.empty();
    }

    private int lineOf(String key) {
        return table.contains(List.of(key)) ? lineOf(table.inputPositionOf(List.of(key))) : line;
    }

    static int lineOf(@Nullable TomlPosition position) {
        return position == null ? 0 : position.line();
    }

    void refuseUnknownKeys() {
        table.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> context.problems()
                        .add(lineOf(key), "%s has no key \"%s\"; %s".formatted(name, key, suggestion(key))));
    }

    private String suggestion(String key) {
        return NearestName.of(key, known)
                .map("did you mean \"%s\"?"::formatted)
                .orElseGet(() -> "its keys are " + String.join(", ", known) + ".");
    }
}
