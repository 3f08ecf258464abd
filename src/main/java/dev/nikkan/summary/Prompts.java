package dev.nikkan.summary;

import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import dev.nikkan.summary.engine.JsonText;
import dev.nikkan.summary.engine.Question;
import dev.nikkan.summary.gate.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a model is asked, in each language: instructions from a file that the operator may replace, and the
/// draft as data. The instructions are the same for every draft and stand first.
public final class Prompts {
    /// The field of the answer that holds the summary.
    public static final String FIELD = "summary";

    /// 300 characters of Japanese are about 250 tokens; models that think aloud need more.
    private static final int LONGEST_ANSWER = 800;

    private static final String GLOSSARY = "glossary.tsv";
    private static final int VERSION_DIGITS = 12;

    private final Map<Language, String> instructions;
    private final Glossary glossary;
    private final Map<Language, String> versions = new EnumMap<>(Language.class);

    private Prompts(Map<Language, String> instructions, String glossary) {
        this.instructions = Map.copyOf(instructions);
        this.glossary = Glossary.of(glossary);
        instructions.forEach((language, text) -> versions.put(language, version(text, glossary)));
    }

    /// The built-in ones, and of a folder those that are there: `prompt.ja.txt`, `prompt.en.txt`, `glossary.tsv`.
    ///
    /// @throws UncheckedIOException if a file that is there cannot be read
    public static Prompts load(Optional<Path> folder) {
        Map<Language, String> instructions = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            instructions.put(language, text(folder, "prompt." + language.tag() + ".txt"));
        }
        return new Prompts(instructions, text(folder, GLOSSARY));
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
                json.writeArrayFieldStart("faults_of_your_last_answer");
                for (Fault fault : faults) {
                    json.writeString(fault.toString());
                }
                json.writeEndArray();
            }
        });
        // No text of a stranger's can end the mark: JSON may write any character by its number.
        String marked = "<document>\n" + document.replace("<", "\\u003c").replace(">", "\\u003e") + "\n</document>";
        return new Question(Objects.requireNonNull(instructions.get(language)), marked, FIELD, LONGEST_ANSWER);
    }
}
