package dev.nikkan.store;

import dev.nikkan.model.Choice;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscription;
import dev.nikkan.model.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a subscriber may choose, as it is written in a mail: a line each, name and value.
///
/// @param problems lines that are none, as the writer wrote them; nothing is changed where there is one
public record Settings(Choice choice, List<String> problems) {
    private static final Pattern LINE = Pattern.compile("\\s*(?:- )?(\\S+?)\\s*[\\s:=：]\\s*(\\S+)\\s*");
    private static final Pattern FILTER = Pattern.compile("(?i)\\s*(?:- )?(?:filter|フィルター?)\\s*[\\s:=：]\\s*(.+)");
    private static final int SHOWN = 60;

    public Settings {
        problems = List.copyOf(problems);
    }

    static Settings of(Subscription subscription) {
        return of(subscription.subscriber().choice());
    }

    public static Settings of(Choice choice) {
        return new Settings(choice, List.of());
    }

    public Settings with(List<String> lines) {
        Choice chosen = choice;
        List<String> wrong = new ArrayList<>();
        for (String line : lines) {
            Optional<Choice> next = with(chosen, line);
            if (next.isEmpty()) {
                wrong.add(line.length() > SHOWN ? line.substring(0, SHOWN) : line);
            }
            chosen = next.orElse(chosen);
        }
        return new Settings(chosen, wrong);
    }

    private static Optional<Choice> with(Choice choice, String line) {
        Matcher filter = FILTER.matcher(line);
        if (filter.matches()) {
            Variant now = choice.variant();
            return Filter.parse(filter.group(1))
                    .map(wanted -> new Choice(
                            new Variant(now.language(), now.textOnly(), now.oneMail(), wanted), choice.quietDays()));
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String value = matcher.group(2).toLowerCase(Locale.ROOT);
        Variant now = choice.variant();
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "language", "言語" -> language(value).map(choice::in);
            case "format", "形式" ->
                oneOf(value, "text", "html")
                        .map(text -> new Choice(
                                new Variant(now.language(), text, now.oneMail(), now.filter()), choice.quietDays()));
            case "mails", "通数" ->
                oneOf(value, "one", "parts")
                        .map(one -> new Choice(
                                new Variant(now.language(), now.textOnly(), one, now.filter()), choice.quietDays()));
            case "quiet-days", "休刊日" -> oneOf(value, "yes", "no").map(quiet -> new Choice(now, quiet));
            default -> Optional.empty();
        };
    }

    private static Optional<Language> language(String value) {
        return switch (value) {
            case "ja", "japanese", "日本語" -> Optional.of(Language.JA);
            case "en", "english", "英語" -> Optional.of(Language.EN);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> oneOf(String value, String yes, String no) {
        return value.equals(yes) ? Optional.of(true) : value.equals(no) ? Optional.of(false) : Optional.empty();
    }

    /// As they can be sent back to change them.
    static List<String> lines(Subscription subscription) {
        return written(subscription.subscriber().choice()).entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .toList();
    }

    /// Values by name, in the order in which they are told.
    public static Map<String, String> written(Choice choice) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("language", choice.variant().language().tag());
        values.put("filter", choice.variant().filter().toString());
        values.put("format", choice.variant().textOnly() ? "text" : "html");
        values.put("mails", choice.variant().oneMail() ? "one" : "parts");
        values.put("quiet-days", choice.quietDays() ? "yes" : "no");
        return values;
    }

    /// What differs from who chose nothing but a language, for the audit.
    static String beside(Choice choice) {
        return (choice.variant().textOnly() ? ", text" : "")
                + (choice.variant().oneMail() ? ", one mail" : "")
                + (choice.quietDays() ? "" : ", no quiet days")
                + (choice.variant().filter().everything()
                        ? ""
                        : ", " + choice.variant().filter());
    }
}
