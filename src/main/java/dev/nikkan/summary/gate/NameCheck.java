package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether each name of a text is in the input: persons, organisations, protocols, acronyms.
///
/// In Japanese, whatever is written in Latin letters with a capital; what has a title behind it; companies by
/// a list. In
/// English, capitalised words inside sentences, and acronyms anywhere.
final class NameCheck {
    private static final Pattern WORD =
            Pattern.compile("\\p{IsLatin}[\\p{IsLatin}']*+(?:-\\p{IsLatin}[\\p{IsLatin}']*+)*+");
    private static final Pattern SENTENCE_START = Pattern.compile("(?:\\A|[.!?:][\"')]?\\s)[\"'(]?\\z");

    private static final List<Pattern> PERSONS_IN_JAPANESE = List.of(
            Pattern.compile("[\\p{IsHan}ァ-ヴー・A-Za-z]{2,20}?(?:氏|さん|博士|教授)(?=[がはのらとに、もを])"),
            Pattern.compile("(?<!者|家|員|彼)(?<=[\\p{IsHan}]{2})ら(?=が|は|の|によ)"),
            Pattern.compile("[ァ-ヴー]{2,12}・[ァ-ヴー]{2,12}(?=ら|が(?:提案|考案|開発|執筆|設計|主張)|によ(?:る|り|って))"));
    private static final Pattern ORGANISATION_IN_JAPANESE = Pattern.compile(
            "[\\p{IsHan}ァ-ヴー]{2,12}(?:株式会社|大学|研究所|財団|協会|連盟)|株式会社[\\p{IsHan}ァ-ヴー]+|[ァ-ヴー]{2,12}[A-Z]?社(?=[がはのとに、])");

    /// Who does what only people and organisations do, where it is no role, part or kind of thing: what a text
    /// in Japanese says of its subject with these endings may be said of any.
    private static final Pattern ACTOR_IN_JAPANESE = Pattern.compile(
            "([\\p{IsHan}々ァ-ヴー・]{1,20}+)(?:ら)?(?:が(?:提案|執筆|起草|考案|開発|策定|採用|主導|推進)(?:し|する)|によ(?:って|り)(?:書かれ"
                    + "|(?:提案|執筆|起草|考案|開発|策定|採用)され))");
    private static final Pattern ROLE = Pattern.compile(
            "(?:者|側|人|局|員|社|元|先|機関|団体|組織|会|業界|グループ|チーム|コミュニティ|文書|仕様|書|案|部|点|機|器|機器|装置|端末|相手|双方|両方|一方|片方|両端|網"
                    + "|系|層|ー|ント|ホスト|ノード|ピア|システム|ソフトウェア|アプリ|サービス|デバイス|ブラウザ|ユーザ|ベンダ|サーバ|ルータ|モデル|ワークロード|ドラフト"
                    + "|プロトコル|ネットワーク|プラットフォーム|自身|全体|多数|複数|企業|部門)\\z");

    /// What an English sentence that begins with a name goes on with.
    private static final Pattern REPORTING = Pattern.compile(
            "\\A(?: et al\\.?)?(?: (?:and|from|of|at) (?:[A-Z]\\w+|others))? (?:proposes|proposed|argues|argued|says|said"
                    + "|wrote|writes|invented|developed|designed|announced|recommends|endorses|endorsed|claims|deploys|deployed|maintains|maintained|ships?|shipped|adopts|adopted|operates"
                    + "|operated|sells|builds|built|leads|edits|edited|implemented|created|supports|uses)\\b");
    /// The ends of ordinary nouns that a sentence may begin with: `Encryption uses`, `Discovery supports`.
    private static final Pattern ORDINARY = Pattern.compile(
            "(?:tion|sion|ment|ing|ity|ness|er|or|ware|work|ance|ence|ancy|ency|ure|col|age|ery|ory|th|ic|al|ly|ed|ode|s)\\z");
    /// Organisations that are words too.
    private static final Set<String> WORDS_TOO = Set.of("meta", "oracle", "apple", "intel", "orange");
    private static final Pattern ROW =
            Pattern.compile("(?:[A-Z][A-Za-z]*[ -](?:(?:of|for|and|the|to) )?){1,8}[A-Z][A-Za-z]*");
    private static final Set<String> COMMON_SUBJECTS = Set.of(
            "it",
            "this",
            "that",
            "which",
            "who",
            "draft",
            "document",
            "memo",
            "specification",
            "author",
            "authors",
            "the",
            "they",
            "one",
            "protocol",
            "extension",
            "framework",
            "each",
            "everyone",
            "text");

    /// Of the input's world wherever a draft is spoken of.
    private static final Set<String> ALWAYS = Set.of(
            "ietf",
            "irtf",
            "iab",
            "iesg",
            "iana",
            "rfc",
            "rfcs",
            "internet-draft",
            "internet-drafts",
            "internet",
            "wg",
            "rg",
            "i-d",
            "working",
            "group",
            "english",
            "japanese");
    /// Beyond this it explains from general knowledge rather than from the abstract.
    private static final int MOST_COMMON_ACRONYMS = 1;

    private final Support support;
    private final Phrases phrases;

    NameCheck(Support support, Phrases phrases) {
        this.support = support;
        this.phrases = phrases;
    }

    List<Fault> faults(Candidate candidate) {
        List<Fault> faults = new ArrayList<>();
        latin(candidate, faults);
        if (candidate.language() == Language.JA) {
            japanese(candidate.narrow(), faults);
        }
        return faults;
    }

    private void latin(Candidate candidate, List<Fault> faults) {
        String text = candidate.narrow();
        Set<String> common = new HashSet<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group();
            if (!nameLike(candidate, text, matcher) || known(word) || expansion(text, matcher)) {
                continue;
            }
            if (phrases.acronyms().contains(word.toLowerCase(Locale.ROOT))) {
                common.add(word);
                if (common.size() <= MOST_COMMON_ACRONYMS) {
                    continue;
                }
            }
            faults.add(new Fault(Reason.NAME, word));
        }
    }

    private boolean nameLike(Candidate candidate, String text, Matcher word) {
        if (digitAt(text, word.start() - 1) || digitAt(text, word.end())) {
            return false; // a figure's part
        }
        if (digitAt(text, word.start() - 2) && Unit.at(text, word.start() - 1).isPresent()) {
            return false; // `256 kB`
        }
        long capitals = word.group().codePoints().filter(Character::isUpperCase).count();
        String lower = word.group().toLowerCase(Locale.ROOT);
        if (capitals == 0) {
            return organisation(lower) && !WORDS_TOO.contains(lower);
        }
        boolean acronym = capitals >= 2;
        if (candidate.language() == Language.JA || acronym) {
            return word.group().length() > 1;
        }
        if (!Character.isUpperCase(word.group().charAt(0))) {
            return true;
        }
        String before = text.substring(0, word.start());
        if (!SENTENCE_START.matcher(before).find()) {
            return word.group().length() > 1;
        }
        return organisation(lower)
                || (!ORDINARY.matcher(lower).find()
                        && REPORTING.matcher(text.substring(word.end())).find()
                        && !COMMON_SUBJECTS.contains(lower));
    }

    /// At the beginning of a sentence any word has a capital; these are names there too.
    private boolean organisation(String lowerCase) {
        return phrases.organisations().values().stream().anyMatch(lowerCase::matches);
    }

    private static boolean digitAt(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    private boolean known(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replaceFirst("'s$", "");
        if (ALWAYS.contains(lower) || support.word(lower)) {
            return true;
        }
        if (word.contains("-")) {
            return List.of(lower.split("-")).stream()
                    .allMatch(part -> part.length() < 2 || known(part) || lowerCase(word, part));
        }
        // mTLS, where the input has TLS.
        String bare = word.replaceFirst("s$", "").replaceFirst("^[a-z](?=[A-Z]{3})", "");
        if (bare.length() < word.length() && support.acronym(bare)) {
            return true;
        }
        return bare.equals(bare.toUpperCase(Locale.ROOT)) && bare.length() >= 2 && support.initials(bare);
    }

    private static boolean lowerCase(String word, String part) {
        return word.contains(part);
    }

    /// Whether the word stands in a row of capitalised ones whose first letters are an acronym of the input, and
    /// that acronym beside it: `Certificate Authority (CA)`. Without it, any two names are an expansion of some.
    private boolean expansion(String text, Matcher word) {
        int from = Math.max(0, word.start() - 80);
        int to = Math.min(text.length(), word.end() + 80);
        Matcher row = ROW.matcher(text).region(from, to);
        while (row.find()) {
            if (row.start() <= word.start() && word.end() <= row.end() && beside(text, row)) {
                return true;
            }
        }
        return false;
    }

    private boolean beside(String text, Matcher row) {
        String initials = row.group().replaceAll("\\b[a-z]+\\b", "").replaceAll("([A-Za-z])[A-Za-z]*[ -]*", "$1");
        return initials.length() >= 2
                && support.acronym(initials)
                && (text.startsWith("(" + initials, row.end())
                        || text.startsWith(" (" + initials, row.end())
                        || text.substring(0, row.start()).endsWith(initials + "(")
                        || text.substring(0, row.start()).endsWith(initials + " ("));
    }

    private void japanese(String text, List<Fault> faults) {
        for (Pattern person : PERSONS_IN_JAPANESE) {
            Matcher matcher = person.matcher(text);
            while (matcher.find()) {
                int from = Math.max(0, matcher.start() - 3);
                faults.add(new Fault(Reason.NAME, text.substring(from, matcher.end())));
            }
        }
        ACTOR_IN_JAPANESE
                .matcher(text)
                .results()
                .filter(actor -> !ROLE.matcher(actor.group(1)).find())
                .forEach(actor -> faults.add(new Fault(Reason.NAME, actor.group())));
        Matcher organisation = ORGANISATION_IN_JAPANESE.matcher(text);
        while (organisation.find()) {
            faults.add(new Fault(Reason.NAME, organisation.group()));
        }
        for (Map.Entry<String, String> known : phrases.organisations().entrySet()) {
            if (text.contains(known.getKey()) && !support.mentions(Pattern.compile("(?i)\\b" + known.getValue()))) {
                faults.add(new Fault(Reason.NAME, known.getKey()));
            }
        }
    }
}
