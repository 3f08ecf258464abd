package dev.nikkan.render;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.Division;
import dev.nikkan.digest.Selection;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import java.util.Optional;
import java.util.stream.Stream;

/// A digest in every form it is published in. The same input gives the same characters.
///
/// Thread-safe.
public final class Renderer {
    /// What an HTML part may measure as it travels. Gmail shows no more than 102 KB of one, and whether it counts
    /// before or after decoding is nowhere said: encoded it is never the smaller.
    private static final int HTML_LIMIT = 100_000;

    private final Templates templates;
    private final Optional<EmailAddress> listAddress;
    private final Optional<WebLinks> web;
    private final FrameSettings frame;

    /// @param listAddress where subscribers write; without it no text says how to leave
    /// @param web where the pages for subscribers are, if there are any
    /// @param frame what stands around drafts and RFCs
    public Renderer(
            Templates templates, Optional<EmailAddress> listAddress, Optional<WebLinks> web, FrameSettings frame) {
        this.templates = templates;
        this.listAddress = listAddress;
        this.web = web;
        this.frame = frame;
    }

    /// Without pages.
    public Renderer(Templates templates, Optional<EmailAddress> listAddress, FrameSettings frame) {
        this(templates, listAddress, Optional.empty(), frame);
    }

    /// With everything around that there is.
    public Renderer(Templates templates, Optional<EmailAddress> listAddress) {
        this(templates, listAddress, FrameSettings.DEFAULT);
    }

    /// Cuts a digest into parts that hold at most `partSize` drafts and fit into a mail in each language. To be
    /// made once for an edition, whatever is then rendered of it.
    ///
    /// @param partSize 0 never cuts
    public Division divide(Digest digest, int partSize) {
        return Division.of(digest, partSize, this::fits);
    }

    /// One line, a mail's Subject or an article's title.
    public String subject(DigestPart part, Language language) {
        return subject(view(part, language), language);
    }

    /// Plain text with LF line ends.
    public String text(DigestPart part, Language language) {
        return text(view(part, language), language);
    }

    /// A whole HTML page that loads nothing.
    public String html(DigestPart part, Language language) {
        return templates.render("html", language, view(part, language));
    }

    /// An article with its front matter, as Qiita's publishing program takes it.
    public String markdown(DigestPart part, Language language) {
        PartView view = view(part, language);
        return templates.render("frontmatter", language, view).strip() + "\n\n"
                + TextLines.squeeze(templates.render("markdown", language, view));
    }

    /// The whole day as one JSON object. [JsonDigest] names its fields.
    public String json(Digest digest) {
        return JsonDigest.of(digest);
    }

    /// The mail without the header fields that differ by recipient.
    public MailBody mail(DigestPart part, Language language) {
        return mail(part, language, Optional.empty());
    }

    /// @param selection what is shown in full; empty: everything
    public MailBody mail(DigestPart part, Language language, Optional<Selection> selection) {
        PartView view = PartView.of(part, listAddress, web, language, selection, frame);
        return MailBody.of(
                subject(view, language),
                FlowedText.of(TextLines.lines(page(view, language))),
                templates.render("html", language, view),
                language);
    }

    /// The same without HTML.
    public MailBody textMail(DigestPart part, Language language, Optional<Selection> selection) {
        PartView view = PartView.of(part, listAddress, web, language, selection, frame);
        return MailBody.ofText(subject(view, language), FlowedText.of(TextLines.lines(page(view, language))), language);
    }

    /// The text of a mail of which a selection is shown in full.
    String personalText(DigestPart part, Language language, Selection selection) {
        return text(PartView.of(part, listAddress, web, language, Optional.of(selection), frame), language);
    }

    /// The page of the same.
    String personalHtml(DigestPart part, Language language, Selection selection) {
        return templates.render(
                "html", language, PartView.of(part, listAddress, web, language, Optional.of(selection), frame));
    }

    private String subject(PartView view, Language language) {
        return ShownText.of(templates.render("subject", language, view));
    }

    private String text(PartView view, Language language) {
        return TextLines.wrap(page(view, language));
    }

    private String page(PartView view, Language language) {
        return TextLines.squeeze(templates.render("text", language, view));
    }

    private boolean fits(DigestPart part) {
        return Stream.of(Language.values())
                .allMatch(language ->
                        TransferEncoding.shorter(html(part, language)).body().length() <= HTML_LIMIT);
    }

    private PartView view(DigestPart part, Language language) {
        return PartView.of(part, listAddress, web, language, Optional.empty(), frame);
    }
}
