package dev.nikkan.app.command;

import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.store.Search;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// How the command line writes what we talk about.
final class Arguments {
    private Arguments() {}

    static void addTo(CommandLine commandLine) {
        commandLine.registerConverter(Day.class, Arguments::day);
        commandLine.registerConverter(Language.class, text -> choice(Language.class, text));
        commandLine.registerConverter(ExplainCommand.Format.class, text -> choice(ExplainCommand.Format.class, text));
        commandLine.registerConverter(DigestCommand.Format.class, text -> choice(DigestCommand.Format.class, text));
        commandLine.registerConverter(SearchCommand.Format.class, text -> choice(SearchCommand.Format.class, text));
        commandLine.registerConverter(Search.Order.class, text -> choice(Search.Order.class, text));
    }

    private static Day day(String text) {
        try {
            return Day.parse(text);
        } catch (DateTimeException _) {
            throw new TypeConversionException("\"%s\" is no day of the calendar; write YYYY-MM-DD".formatted(text));
        }
    }

    /// Written in lower case; any other case will do.
    private static <E extends Enum<E>> E choice(Class<E> type, String text) {
        List<E> constants = List.of(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "\"%s\" is not one of %s".formatted(text, String.join(", ", words(constants.stream())))));
    }

    private static List<String> words(Stream<? extends Enum<?>> constants) {
        return constants
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
