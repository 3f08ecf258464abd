package dev.nikkan.store;

import dev.nikkan.model.Choice;
import dev.nikkan.model.Filter;
import dev.nikkan.model.FilterNames;
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

/// What a subscriber may choose, as it is written in a mail: a line each, name and value. People also greet, thank
/// and sign, and programs add what they like.
///
/// @param problems lines that name a setting and cannot be read, as the writer wrote them; where nothing is a setting,
///     the first others. Nothing is changed where there is one
public record Settings(Choice choice, List<String> problems) {
    private static final Pattern NAMED =
            Pattern.compile("(?is)(?:[-*•・] ?)?(language|言語|format|形式|mails|通数|quiet-days|休刊日|filter|フィルター?)"
                    + "(?:\\s*[\\s:=：＝]\\s*(.*))?");
    /// Enough to see what went wrong.
    private static final int OTHERS = 3;

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

    /// Ends with the paragraphs that begin with a setting: below them may be the mail that is answered, with the
    /// settings as they were.
    ///
    /// @param lines empty ones part paragraphs
    /// @param names that a filter may use, beside those it had
    public Settings with(List<String> lines, FilterNames names) {
        Choice chosen = choice;
        List<String> wrong = new ArrayList<>();
        List<String> others = new ArrayList<>();
        boolean named = false;
        boolean begins = true;
        for (String line : lines) {
            Matcher setting = NAMED.matcher(line.strip());
            if (setting.matches()) {
                named = true;
                Optional<Choice> next = with(
                        chosen,
                        setting.group(1).toLowerCase(Locale.ROOT),
                        setting.group(2) == null ? "" : setting.group(2));
                if (next.isEmpty()) {
                    wrong.add(shown(line));
                }
                chosen = next.orElse(chosen);
            } else if (named && begins && !line.isBlank()) {
                break;
            } else if (!line.isBlank() && others.size() < OTHERS) {
                others.add(shown(line));
            }
            begins = line.isBlank();
        }
        wrong.addAll(objections(chosen, names));
        return new Settings(chosen, named ? wrong : others);
    }

    /// What somebody has they may keep, though it is gone.
    private List<String> objections(Choice next, FilterNames names) {
        List<Filter.Term> before = choice.variant().filter().terms();
        List<String> objections = names.objections(new Filter(next.variant().filter().terms().stream()
                .filter(term -> !before.contains(term))
                .toList()));
        return objections.isEmpty() ? List.of() : List.of("filter " + String.join(", ", objections));
    }

    private static String shown(String line) {
        return line.length() > SHOWN ? line.substring(0, SHOWN) : line;
    }

    private static Optional<Choice> with(Choice choice, String name, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        String value = text.toLowerCase(Locale.ROOT);
        Variant now = choice.variant();
        return switch (name) {
            case "language", "言語" -> language(value).map(choice::in);
            case "format", "形式" ->
                oneOf(value, "text", "html")
                        .map(plain -> new Choice(
                                new Variant(now.language(), plain, now.oneMail(), now.filter()), choice.quietDays()));
            case "mails", "通数" ->
                oneOf(value, "one", "parts")
                        .map(one -> new Choice(
                                new Variant(now.language(), now.textOnly(), one, now.filter()), choice.quietDays()));
            case "quiet-days", "休刊日" -> oneOf(value, "yes", "no").map(quiet -> new Choice(now, quiet));
            default -> // a filter
                Filter.parse(text)
                        .map(wanted -> new Choice(
                                new Variant(now.language(), now.textOnly(), now.oneMail(), wanted),
                                choice.quietDays()));
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
