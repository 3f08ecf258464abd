package dev.nikkan.parse;

import dev.nikkan.model.Topic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// By which words and which senders a topic is known. The first rule that fits holds: what a Subject says goes before
/// who wrote it, and the particular before the general.
final class Topics {
    private static final List<Rule> SUBJECTS = List.of(
            subject(Topic.NOMCOM, "(?<!icann )nom ?com\\b|nominating committee|\\brecall petition"),
            subject(Topic.APPEAL, "\\bappeals?\\b"),
            subject(Topic.MILESTONES, "\\bmilestones?\\b"),
            subject(
                    Topic.NEW_LIST,
                    "new (?:non-wg |non-working group |ietf |irtf )?(?:mailing|e-?mail|discussion) list"),
            subject(
                    Topic.LIST_HOUSEKEEPING,
                    "(?:mailing|e-?mail|discussion) lists?\\b|\\bmailman\\b|\\bmoderat(?:ion|or)|posting rights"
                            + "|\\bsergeants?-at-arms"),
            subject(Topic.TELECHAT, "telechat|teleconference|(?:iesg|iab) minutes"),
            subject(
                    Topic.APPOINTMENT,
                    "\\bappoint|call for (?:candidates|nominations|volunteers)|\\bnominations?\\b|\\bnominees?\\b"
                            + "|\\bcandidates?\\b|\\bseeks?\\b|\\bseeking\\b|\\bselect(?:s|ed|ion of)\\b"
                            + "|\\bliaison manager|\\b(?:new|incoming) (?:chair|area director|board member|trustee)"),
            subject(Topic.LIAISON, "\\bliaison\\b"),
            subject(
                    Topic.CALL_FOR_COMMENT,
                    "call for (?:comment|feedback|review|input)|request for (?:comment|feedback)s? on|consultation"
                            + "|community (?:review|feedback|input)"),
            subject(Topic.STATEMENT, "\\bstatements?\\b"),
            subject(Topic.AWARD, "\\baward|\\bprize\\b|fellowship|postel service|\\banrp\\b|travel grant"),
            subject(Topic.TRUST, "ietf trust|\\btrustees?\\b|trust legal provisions"),
            subject(
                    Topic.SERVICES,
                    "outage|maintenance|datatracker|\\btools\\.ietf|\\bweb ?site\\b|migration|\\bservers?\\b|rsync"
                            + "|\\bwiki\\b|shutting down|end[- ]of[- ]life"),
            subject(
                    Topic.MEETING,
                    "\\bietf[ -]?\\d{2,3}\\b|\\b\\d{2,3}(?:st|nd|rd|th) ietf\\b|\\bregistration\\b|\\bagenda\\b"
                            + "|cut-?off|submission (?:deadline|dates?)|\\bhotels?\\b|\\bhackathon|\\bplenary\\b"
                            + "|\\bbofs?\\b|meeting venue|important dates|\\bvisa\\b|letters? of invitation"
                            + "|\\bmeeting (?:dates|fees?|survey|schedule)|\\bcode sprint|internet-draft submission"),
            subject(
                    Topic.RFC_SERIES,
                    "rfc editor|rfc series|\\brsab\\b|\\brswg\\b|rfc production|\\brpc\\b"
                            + "|independent submissions? editor"),
            subject(
                    Topic.ADMINISTRATION,
                    "\\bllc\\b|\\biaoc\\b|\\biasa\\b|\\biad\\b|\\bbudget|\\brequest for proposals?\\b|\\brfp\\b"
                            + "|\\brfi\\b|contract|\\bsponsor|financ|\\baudit|executive director"
                            + "|administrative director|board of directors|\\bsecretariat\\b"));

    private static final List<Rule> SENDERS = List.of(
            sender(Topic.NOMCOM, "nomcom(?:-[a-z]{1,20})?"),
            sender(Topic.TRUST, "(?:ietf-)?trust|trustees"),
            sender(Topic.ADMINISTRATION, "(?:ietf-)?llc|iad|iaoc|exec-director|execd|ed|admin-director|iasa"),
            sender(Topic.RFC_SERIES, "rse|rfc-editor|rfc-ise|rsab|rpc|purple"),
            sender(Topic.CHAIR, "chair|ietf-chair|iab-chair|irtf-chair|iab|iesg"),
            sender(Topic.MEETING, "agenda|meeting|rsvp|ietf-registrar|registrar"));

    /// What the first paragraph says, where neither Subject nor sender told.
    private static final List<Rule> OPENINGS = List.of(
            opening(
                    Topic.NEW_LIST,
                    "a new (?:ietf |irtf )?(?:non-wg |non-working group )?(?:mailing|e-?mail|discussion) list has been"),
            opening(Topic.NOMCOM, "\\bnomcom\\b|nominating committee"));

    private Topics() {}

    static Optional<Topic> of(String from, String subject, String opening) {
        return first(SUBJECTS, subject).or(() -> first(SENDERS, from)).or(() -> first(OPENINGS, opening));
    }

    private static Optional<Topic> first(List<Rule> rules, String text) {
        return rules.stream()
                .filter(rule -> rule.words.matcher(text).find())
                .findFirst()
                .map(Rule::topic);
    }

    private static Rule subject(Topic topic, String words) {
        return new Rule(topic, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
    }

    private static Rule opening(Topic topic, String words) {
        return new Rule(topic, Pattern.compile("^.{0,400}(?:" + words + ")", Pattern.CASE_INSENSITIVE));
    }

    /// The name before the `@` of the IETF's own addresses, which are lower case here; a year may follow it. None of
    /// them is `iesg-secretary`: over that address anything is sent.
    private static Rule sender(Topic topic, String names) {
        String host = "(?:[a-z0-9-]{1,40}\\.)?(?:ietf|iab|irtf|rfc-editor)\\.org";
        return new Rule(
                topic,
                Pattern.compile("^(?:" + names + ")(?:-(?:board|board-only|chair|admin|comms|support))?(?:-?\\d{4})?@"
                        + host + "$"));
    }

    private record Rule(Topic topic, Pattern words) {}
}
