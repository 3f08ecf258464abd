package dev.nikkan.parse;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Letter;
import dev.nikkan.model.Letter.Bounce;
import dev.nikkan.model.Letter.Complaint;
import dev.nikkan.model.Letter.Departure;
import dev.nikkan.model.Letter.Request;
import dev.nikkan.model.Letter.Unheeded;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Tokens;
import dev.nikkan.model.Wish;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells what people and machines write to the list's address: requests, delivery reports, complaints, and all
/// that is never to be answered (RFC 3834 §2 and §3.1). Nothing in a mail makes it throw.
///
/// Stateless, so that any number of threads may share one.
public final class LetterReader {
    /// Where a mail says for whom it came; servers differ in how they name the envelope's recipient.
    private static final List<String> DESTINATIONS = List.of(
            "delivered-to", "x-original-to", "x-delivered-to", "envelope-to", "x-envelope-to", "to", "cc", "received");

    private static final String TOKEN = Tokens.FORM.pattern();
    private static final Pattern UNSUBSCRIBE_TOKEN =
            Pattern.compile("unsubscribe(?:%20|[ +_-])(" + TOKEN + ")", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENGLISH = Pattern.compile(
            "(?i)\\b(?:please|thanks?|the|this|that|me|my|you|your|stop|from|to|would|like|want|hello|dear|regards)\\b");

    private static final int WORDS = 300;

    private final Ours ours;
    private final LongSupplier nanoTime;

    /// How we are written to, and how our own mails are known.
    ///
    /// @param list where subscribers write
    /// @param from the address that our mails are from
    /// @param bounces whose local part takes `+TOKEN`; empty: reports cannot be told apart
    /// @param domain of our Message-IDs
    public record Ours(
            EmailAddress list,
            EmailAddress from,
            Optional<EmailAddress> bounces,
            Optional<String> listId,
            String domain) {}

    /// @param nanoTime a clock that only runs forward
    public LetterReader(Ours ours, LongSupplier nanoTime) {
        this.ours = ours;
        this.nanoTime = nanoTime;
    }

    public Letter read(Octets octets) {
        MailParts mail = MailParts.read(octets, nanoTime);
        if (isOwn(mail.header())) {
            return new Unheeded("our own mail");
        }
        if (DeliveryReport.isComplaint(mail)) {
            return DeliveryReport.isAbuse(mail)
                    ? new Complaint(complaintTokens(mail))
                    : new Unheeded("a report that is no complaint");
        }
        if (DeliveryReport.isOtherReport(mail)) {
            return new Unheeded("a report that is none about delivery");
        }
        return switch (letter(mail)) {
            // What ends a subscription is heeded whoever says it: only an answer must not be given.
            case Unheeded(String reason) ->
                departure(mail)
                        .<Letter>map(token -> new Departure(token, reason))
                        .orElseGet(() -> new Unheeded(reason));
            case Bounce bounce
            when bounce.tokens().isEmpty() ->
                departure(mail)
                        .<Letter>map(token -> new Departure(token, "from an address that reports come from"))
                        .orElse(bounce);
            case Bounce bounce -> bounce;
            case Request request -> request;
            case Complaint complaint -> complaint;
            case Departure departure -> departure;
        };
    }

    private Letter letter(MailParts mail) {
        HeaderBlock header = mail.header();
        List<String> bounceTokens = ours.bounces()
                .map(base -> details(header, base).filter(LetterReader::isToken).toList())
                .orElse(List.of());
        if (DeliveryReport.isReport(mail)) {
            DeliveryReport report = DeliveryReport.of(mail);
            return new Bounce(bounceTokens, report.returned(), cut(report.words()));
        }
        Optional<String> never = NeverAnswered.reason(header, ours);
        if (never.isPresent()) {
            return new Unheeded(never.get());
        }
        // People answer to From or Reply-To, programs to the return path (RFC 3834 §4).
        return bounceTokens.isEmpty() ? request(mail) : new Unheeded("an answer to our return path");
    }

    /// Whether an address may be written to because somebody typed it in: not if it is ours, or no person's.
    public boolean mayBeAsked(EmailAddress address) {
        String lower = address.value().toLowerCase(Locale.ROOT);
        boolean own = Stream.concat(Stream.of(ours.list(), ours.from()), ours.bounces().stream())
                .map(it -> it.value().toLowerCase(Locale.ROOT))
                .anyMatch(it -> lower.equals(it) || lower.matches(withAnyDetail(it)));
        return !own && !NeverAnswered.isRole(lower);
    }

    private static String withAnyDetail(String address) {
        int at = address.lastIndexOf('@');
        return Pattern.quote(address.substring(0, at)) + "\\+.*" + Pattern.quote(address.substring(at));
    }

    private boolean isOwn(HeaderBlock header) {
        Set<String> from =
                new LinkedHashSet<>(Addresses.parse(header.first("from").orElse("")));
        String id = header.first("message-id").orElse("").toLowerCase(Locale.ROOT);
        return from.contains(ours.from().value().toLowerCase(Locale.ROOT))
                || from.contains(ours.list().value().toLowerCase(Locale.ROOT))
                || header.all("x-loop").stream()
                        .anyMatch(loop ->
                                loop.strip().equalsIgnoreCase(ours.list().value()))
                || ours.listId()
                        .filter(own -> header.first("list-id").orElse("").contains("<" + own + ">"))
                        .isPresent()
                || id.matches("<(?:digest|answer)\\.[^@>]{1,200}@"
                        + Pattern.quote(ours.domain().toLowerCase(Locale.ROOT)) + ">");
    }

    private static boolean isToken(String text) {
        return Tokens.FORM.matcher(text).matches();
    }

    /// What stands behind the `+` where one of our addresses is named.
    private static Stream<String> details(HeaderBlock header, EmailAddress base) {
        String value = base.value();
        int at = value.lastIndexOf('@');
        Pattern form = Pattern.compile(
                "(?<![^\\s<,;:\"])" + Pattern.quote(value.substring(0, at)) + "\\+([0-9a-z_-]{1,100})"
                        + Pattern.quote(value.substring(at)),
                Pattern.CASE_INSENSITIVE);
        return DESTINATIONS.stream()
                .flatMap(name -> header.all(name).stream())
                .map(text -> text.length() > Limits.SUBJECT_CHARACTERS ? "" : text)
                .flatMap(text -> form.matcher(text).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .distinct();
    }

    private List<String> complaintTokens(MailParts mail) {
        Set<String> tokens = new LinkedHashSet<>();
        for (MailParts.Part part : mail.parts()) {
            if (part.type().equals("text/plain")) {
                continue;
            }
            ours.bounces().ifPresent(base -> {
                String value = base.value();
                int at = value.lastIndexOf('@');
                Pattern.compile(
                                Pattern.quote(value.substring(0, at)) + "\\+(" + TOKEN + ")"
                                        + Pattern.quote(value.substring(at)),
                                Pattern.CASE_INSENSITIVE)
                        .matcher(part.text())
                        .results()
                        .limit(10)
                        .forEach(found -> tokens.add(found.group(1).toLowerCase(Locale.ROOT)));
            });
            UNSUBSCRIBE_TOKEN
                    .matcher(part.text().replaceAll("\\n[ \\t]+", ""))
                    .results()
                    .limit(10)
                    .forEach(found -> tokens.add(found.group(1).toLowerCase(Locale.ROOT)));
        }
        return List.copyOf(tokens);
    }

    private Letter request(MailParts mail) {
        HeaderBlock header = mail.header();
        List<String> from = Addresses.parse(header.first("from").orElse(""));
        Optional<EmailAddress> sender = from.size() == 1 ? EmailAddress.parse(from.getFirst()) : Optional.empty();
        if (sender.isEmpty() || header.all("from").size() != 1) {
            return new Unheeded("no single sender that could be answered");
        }
        String subject = HeaderText.decode(header.first("subject").orElse(""));
        String text = mail.first("text/plain")
                .filter(plain -> !plain.isBlank())
                .or(() -> mail.first("text/html").map(HtmlText::of))
                .orElse("");
        return wish(header, text)
                .<Letter>map(found -> new Request(sender.get(), language(header, subject, text), found))
                .orElseGet(() -> new Unheeded("no request"));
    }

    private Optional<Wish> wish(HeaderBlock header, String text) {
        return details(header, ours.list())
                .flatMap(detail -> RequestWords.of(detail.replace('_', ' '), text).stream())
                .findFirst()
                .or(() -> isToList(header)
                        ? RequestWords.of(
                                HeaderText.decode(header.first("subject").orElse("")), text)
                        : Optional.empty());
    }

    private Optional<String> departure(MailParts mail) {
        return wish(mail.header(), "")
                .flatMap(wish -> wish instanceof Wish.Unsubscribe(Optional<String> token) ? token : Optional.empty());
    }

    private boolean isToList(HeaderBlock header) {
        String list = ours.list().value().toLowerCase(Locale.ROOT);
        return Stream.of("to", "cc", "delivered-to", "x-original-to", "envelope-to")
                .flatMap(name -> header.all(name).stream())
                .flatMap(value -> Addresses.parse(value).stream())
                .anyMatch(list::equals);
    }

    /// The word with which a language is asked for, else the script that is written in, else what the program
    /// says.
    private static Optional<Language> language(HeaderBlock header, String subject, String text) {
        Matcher asked = Pattern.compile("(?i)\\bsubscribe[ -](ja|en)\\b").matcher(subject);
        if (asked.find()) {
            return Optional.of(Language.valueOf(asked.group(1).toUpperCase(Locale.ROOT)));
        }
        String name = HeaderText.decode(header.first("from").orElse(""));
        if (isJapanese(subject) || isJapanese(String.join(" ", OwnText.lines(text))) || isJapanese(name)) {
            return Optional.of(Language.JA);
        }
        String said = (header.first("content-language").orElse("") + " "
                        + header.first("accept-language").orElse(""))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (said.startsWith("ja")) {
            return Optional.of(Language.JA);
        }
        return said.startsWith("en") || isEnglish(subject, OwnText.lines(text))
                ? Optional.of(Language.EN)
                : Optional.empty();
    }

    /// Two words that only sentences have; a name, a signature and our own keywords are in Latin letters too.
    private static boolean isEnglish(String subject, List<String> lines) {
        return Stream.concat(Stream.of(subject), lines.stream())
                        .flatMap(line -> ENGLISH.matcher(line).results())
                        .limit(2)
                        .count()
                > 1;
    }

    private static boolean isJapanese(String text) {
        return text.codePoints().limit(Limits.SUBJECT_CHARACTERS).anyMatch(point -> {
            Character.UnicodeScript script = Character.UnicodeScript.of(point);
            return script == Character.UnicodeScript.HIRAGANA
                    || script == Character.UnicodeScript.KATAKANA
                    || script == Character.UnicodeScript.HAN;
        });
    }

    private static String cut(String words) {
        String line = Characters.folded(words);
        return line.length() <= WORDS ? line : line.substring(0, WORDS);
    }
}
