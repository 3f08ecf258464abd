package dev.nikkan.summary;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import dev.nikkan.model.Takeaway;
import dev.nikkan.summary.engine.JsonText;
import dev.nikkan.summary.engine.Question;
import dev.nikkan.summary.gate.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What a model is asked, in each language: instructions from a file that the operator may replace, and the
/// draft as data. The instructions are the same for every draft and stand first.
public final class Prompts {
    /// The field of the answer that holds the summary.
    public static final String FIELD = "summary";

    /// 300 characters of Japanese are about 250 tokens; models that think aloud need more.
    private static final int LONGEST_ANSWER = 800;

    public static final String OVERVIEW = "overview";
    public static final String HEADLINE = "headline";
    private static final int LONGEST_OVERVIEW = 2_000;

    /// Of one topic; a title is about 15 tokens.
    private static final int MOST_TITLES = 8;

    /// Octets of a day's facts, and of the faults of an answer, in UTF-8. By our estimate a token is four of
    /// English or three of Japanese, so they cost about 300 and 150 tokens at most.
    private static final int MOST_FACTS = 900;
    private static final int MOST_FAULTS = 450;

    private static final String FAULTS = "faults_of_your_last_answer";
    private static final String GLOSSARY = "glossary.tsv";
    private static final int VERSION_DIGITS = 12;

    private final Map<Language, String> instructions;
    private final Glossary glossary;
    private final Map<Language, String> versions = new EnumMap<>(Language.class);
    private final Map<Language, String> overviews;

    private Prompts(Map<Language, String> instructions, Map<Language, String> overviews, String glossary) {
        this.instructions = Map.copyOf(instructions);
        this.overviews = Map.copyOf(overviews);
        this.glossary = Glossary.of(glossary);
        instructions.forEach((language, text) -> versions.put(language, version(text, glossary)));
    }

    /// The built-in ones, and of a folder those that are there: `prompt.ja.txt`, `overview.ja.txt`, the same in
    /// `en`, and `glossary.tsv`.
    ///
    /// @throws UncheckedIOException if a file that is there cannot be read
    public static Prompts load(Optional<Path> folder) {
        Map<Language, String> instructions = new EnumMap<>(Language.class);
        Map<Language, String> overviews = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            instructions.put(language, text(folder, "prompt." + language.tag() + ".txt"));
            overviews.put(language, text(folder, "overview." + language.tag() + ".txt"));
        }
        return new Prompts(instructions, overviews, text(folder, GLOSSARY));
    }

    private static String text(Optional<Path> folder, String name) {
        Optional<Path> own = folder.map(path -> path.resolve(name)).filter(Files::exists);
        try {
            return own.isPresent() ? Files.readString(own.get()) : builtIn(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String builtIn(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Prompts.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String version(String text, String glossary) {
        byte[] all = (text + "\0" + glossary).getBytes(StandardCharsets.UTF_8);
        return Sha256.of(all).hex().substring(0, VERSION_DIGITS);
    }

    /// What tells these instructions from any others: the beginning of the hash of their text.
    public String version(Language language) {
        return Objects.requireNonNull(versions.get(language));
    }

    /// The same of the instructions for a day's overview.
    public String overviewVersion(Language language) {
        return version(Objects.requireNonNull(overviews.get(language)), "");
    }

    /// The question about a day.
    ///
    /// @param faults of the last answer; none at first
    public Question about(DayBrief brief, List<String> faults) {
        List<String> fields = Stream.concat(
                        Stream.of(OVERVIEW, HEADLINE),
                        Stream.concat(
                                brief.topics().stream().map(brief::field),
                                brief.places().stream().map(brief::takeawayField)))
                .toList();
        String document = JsonText.object(json -> {
            json.writeStringField("day", brief.day().toString());
            strings(json, "fields", fields);
            strings(json, "facts", within(MOST_FACTS, brief.facts()));
            json.writeArrayFieldStart("topics");
            for (DayBrief.Topic topic : brief.topics()) {
                json.writeStartObject();
                json.writeStringField("field", brief.field(topic));
                json.writeStringField("topic", topic.label());
                json.writeNumberField("count", topic.count());
                json.writeStringField("fact", topic.fact());
                strings(
                        json,
                        "titles",
                        topic.titles().stream().limit(MOST_TITLES).toList());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("takeaways");
            for (int place = 1; place <= brief.takeaways().size(); place++) {
                Takeaway takeaway = brief.takeaway(place);
                json.writeStartObject();
                if (brief.places().contains(place)) {
                    json.writeStringField("field", brief.takeawayField(place));
                }
                json.writeStringField("about", Material.plainTitle(takeaway.name()));
                json.writeStringField("fact", takeaway.fact());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("drafts");
            for (DayBrief.Draft draft : brief.drafts()) {
                json.writeStartObject();
                json.writeStringField("title", draft.title());
                if (draft.summary().isPresent()) {
                    json.writeStringField("summary", draft.summary().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            if (!faults.isEmpty()) {
                strings(json, FAULTS, within(MOST_FAULTS, faults));
            }
        });
        return new Question(
                Objects.requireNonNull(overviews.get(brief.language())), marked(document), fields, LONGEST_OVERVIEW);
    }

    /// Those that have room, the first before the others; none is cut, since half a number is another.
    private static List<String> within(int octets, List<String> texts) {
        List<String> kept = new ArrayList<>();
        int left = octets;
        for (String text : texts) {
            int size = text.getBytes(StandardCharsets.UTF_8).length;
            if (size <= left) {
                kept.add(text);
                left -= size;
            }
        }
        return kept;
    }

    private static void strings(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /// The question about one draft.
    public Question about(Material material, Language language) {
        return question(material, language, List.of());
    }

    /// The same once more, saying what was wrong with the first answer.
    public Question again(Material material, Language language, List<Fault> faults) {
        return question(material, language, faults);
    }

    private Question question(Material material, Language language, List<Fault> faults) {
        String document = JsonText.object(json -> {
            json.writeStringField("title", material.title());
            json.writeStringField("abstract", material.abstractText());
            Map<String, String> terms =
                    language == Language.JA ? glossary.in(material.title() + " " + material.abstractText()) : Map.of();
            if (!terms.isEmpty()) {
                json.writeObjectFieldStart("terms");
                for (Map.Entry<String, String> term : terms.entrySet()) {
                    json.writeStringField(term.getKey(), term.getValue());
                }
                json.writeEndObject();
            }
            if (!faults.isEmpty()) {
                strings(json, FAULTS, faults.stream().map(Fault::toString).toList());
            }
        });
        return new Question(
                Objects.requireNonNull(instructions.get(language)), marked(document), List.of(FIELD), LONGEST_ANSWER);
    }

    /// No text of a stranger's can end the mark: JSON may write any character by its number.
    private static String marked(String document) {
        return "<document>\n" + document.replace("<", "\\u003c").replace(">", "\\u003e") + "\n</document>";
    }
}
