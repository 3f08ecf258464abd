package dev.nikkan.app.command;

import dev.nikkan.model.Day;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/// How the command line writes what we talk about. Every message says in one sentence what is wanted.
final class Arguments {
    private Arguments() {}

    /// For a command and all below it.
    static void addTo(CommandLine commandLine) {
        commandLine.registerConverter(Day.class, Arguments::day);
        for (Class<Long> type : List.of(Long.class, long.class)) {
            commandLine.registerConverter(type, Arguments::number);
        }
        for (Class<Integer> type : List.of(Integer.class, int.class)) {
            commandLine.registerConverter(type, text -> Math.toIntExact(Math.min(number(text), Integer.MAX_VALUE)));
        }
        for (Class<Boolean> type : List.of(Boolean.class, boolean.class)) {
            commandLine.registerConverter(type, Arguments::given);
        }
        addChoices(commandLine);
    }

    private static void addChoices(CommandLine commandLine) {
        for (ArgSpec argument : commandLine.getCommandSpec().args()) {
            for (Class<?> type : argument.auxiliaryTypes()) {
                addChoice(commandLine, type);
            }
        }
        commandLine.getSubcommands().values().forEach(Arguments::addChoices);
    }

    private static <T> void addChoice(CommandLine commandLine, Class<T> type) {
        if (type.isEnum()) {
            commandLine.registerConverter(type, text -> choice(type, text));
        }
    }

    private static Day day(String text) {
        try {
            return Day.parse(text);
        } catch (DateTimeException _) {
            throw new TypeConversionException("\"%s\" is no day of the calendar; write YYYY-MM-DD".formatted(text));
        }
    }

    /// @throws TypeConversionException if it is none
    static long number(String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new TypeConversionException("\"%s\" is no whole number from 0 upwards".formatted(text));
    }

    /// An option that says yes by being there; picocli lets it say `=true` and `=false` too.
    private static boolean given(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new TypeConversionException("it takes no value; leave \"=%s\" out".formatted(text));
        };
    }

    /// Written in lower case; any other case will do.
    private static <T> T choice(Class<T> type, String text) {
        Optional<T> chosen = Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
        return chosen.orElseThrow(() ->
                new TypeConversionException("\"%s\" is not one of %s".formatted(text, words(type.getEnumConstants()))));
    }

    private static String words(Object... constants) {
        return Arrays.stream(constants).map(Arguments::word).collect(Collectors.joining(", "));
    }

    private static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
