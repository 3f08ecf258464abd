package dev.nikkan.digest;

import java.util.List;
import java.util.regex.Pattern;

/// Tells what a document does from what surrounds it: the problem, the protocol it is about, how it came to be.
final class Purpose {
    private static final String DOCUMENT =
            "(?:document|memo(?:randum)?|specification|(?:internet[ -])?draft|I-D|note|RFC"
                    + "|paper|text|report|guide|MIB|module|standard|BCP)\\b";
    /// `this Informational document`, `this MIB module`
    private static final String THIS = "\\b(?:this|the (?:present|current))(?: [\\w-]+){0,2}? " + DOCUMENT;
    private static final String VERB =
            "\\b(?:defin|specif(?:y|ie)|describ|propos|present|introduc|provid|extend|discuss"
                    + "|profil|clarif|document(?:s|ed)\\b|outlin|explor|examin|analy[sz]|summari[sz]|recommend|regist|establish"
                    + "|deprecat|identif|explain|standardi[sz]|sets? (?:out|forth|up)|cover|detail|list|creat|map|revis|enhanc"
                    + "|enabl|allow|formali[sz]|investigat|request|offer|focus|collect|compil|deals?\\b|aim|seek|add|restrict"
                    + "|la(?:ys?|id) (?:out|down)|survey|classif|articulat|correct|reserv|assign|allocat|retir|chang|mandat"
                    + "|illustrat|argu|report|review|suggest|advis|consider|address|remov|contain|gives?\\b|is an?\\b|is the\\b"
                    + "|serve|catalog|evaluat|compar|codif|captur|record|adapt|combin|generali[sz]|refin|amend|complement"
                    + "|supplement|consolidat|moves?\\b|reclassif|relax|limit|tighten|designat|makes?\\b|shows?\\b)";
    private static final String CHANGE = "\\b(?:updat|obsolet|replac)(?:es|ing)\\b";

    /// Asked first: nearly all that follow need it, most sentences have none, and the others take long to see that.
    private static final Pattern SPEAKS_OF_ITSELF = pattern(THIS);
    private static final Pattern SUBJECT = pattern("(?:^|^.{0,80}?[,:;] )(?:" + THIS + ").{0,60}?" + VERB);
    private static final Pattern AIM =
            pattern("\\b(?:purpose|goal|aim|objective|intent|scope)s? of (?:this|the)(?: [\\w-]+){0,2}? " + DOCUMENT);
    private static final Pattern IN_THIS = pattern("(?:^|, )in " + THIS + ",? (?:we|I)\\b");
    private static final Pattern ANYWHERE =
            pattern("(?:" + THIS + ").{0,60}?" + VERB + "|" + VERB + ".{0,60}?\\b(?:in|by) (?:" + THIS + ")");
    private static final Pattern WE =
            pattern("(?:^|, )we (?:propose|define|describe|present|introduce|specify|discuss|extend|show)\\b");
    private static final Pattern THE_DOCUMENT = pattern("^the " + DOCUMENT + ".{0,60}?" + VERB);
    private static final Pattern CHANGES = pattern("(?:" + THIS + ").{0,60}?" + CHANGE);
    private static final Pattern IT =
            pattern("^it (?:also )?(?:defines|specifies|describes|proposes|provides|introduces|extends)\\b");
    /// What is said of the document as a text and not of what it does.
    private static final Pattern ASIDE = pattern(THIS + " (?:also |only )?(?:does not|do not|is not|assumes|uses|is (?:"
            + "organi[sz]ed|structured|intended|based|published|being)|makes no|has been|was)\\b"
            + "|\\b(?:terms?|terminology|examples?|key ?words) (?:\\w+ ){0,2}in " + THIS);
    private static final Pattern BESIDES =
            pattern(THIS + " (?:also|additionally|further(?:more)?|finally)\\b|^(?:additionally|finally|furthermore|"
                    + "moreover|in addition),?\\b");

    /// "This document updates RFC 8446", or "RFC 1 is obsoleted by this memo": lost in no excerpt.
    private static final Pattern CHANGES_AN_RFC = pattern("\\b(?:updat|obsolet)(?:es|ing)\\b.{0,80}?\\bRFCs?[ -]?\\d"
            + "|\\bRFCs?[ -]?\\d.{0,80}?\\b(?:updated|obsoleted|replaced) by " + THIS);

    private static final int NONE = -1;

    private Purpose() {}

    /// The place of the sentence that says what the document does; of several, the first of the plainest. The first
    /// sentence where none says so: then it mostly defines the thing, "Open Cloud Mesh is a ...".
    ///
    /// @param sentences at least one
    static int in(List<String> sentences) {
        int best = 0;
        int plainest = plainness(sentences.getFirst());
        for (int i = 1; i < sentences.size(); i++) {
            int plainness = plainness(sentences.get(i));
            if (plainness > plainest) {
                best = i;
                plainest = plainness;
            }
        }
        return best;
    }

    static boolean changesAnRfc(String sentence) {
        return found(CHANGES_AN_RFC, sentence);
    }

    /// Whether a sentence speaks of the document as a text: what its readers should know, how it is arranged.
    static boolean aside(String sentence) {
        return found(SPEAKS_OF_ITSELF, sentence) && found(ASIDE, sentence) && !found(AIM, sentence);
    }

    private static int plainness(String sentence) {
        int form = form(sentence);
        return form > 0 && found(BESIDES, sentence) ? form - 1 : form;
    }

    private static int form(String sentence) {
        if (found(AIM, sentence)) {
            return 8;
        }
        int ofItself = found(SPEAKS_OF_ITSELF, sentence) ? formOfItself(sentence) : NONE;
        if (ofItself != NONE) {
            return ofItself;
        }
        if (found(WE, sentence)) {
            return 6;
        }
        if (found(THE_DOCUMENT, sentence)) {
            return 4;
        }
        return found(IT, sentence) ? 2 : 0;
    }

    private static int formOfItself(String sentence) {
        if (found(ASIDE, sentence)) {
            return 0;
        }
        if (found(SUBJECT, sentence) || found(IN_THIS, sentence)) {
            return 8;
        }
        if (found(ANYWHERE, sentence)) {
            return 6;
        }
        return found(CHANGES, sentence) ? 4 : NONE;
    }

    private static boolean found(Pattern pattern, String sentence) {
        return pattern.matcher(sentence).find();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
