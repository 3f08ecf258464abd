package dev.nikkan.render;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Language;
import dev.nikkan.render.PageView.Alert;
import dev.nikkan.render.PageView.Button;
import dev.nikkan.render.PageView.Check;
import dev.nikkan.render.PageView.Email;
import dev.nikkan.render.PageView.Form;
import dev.nikkan.render.PageView.Group;
import dev.nikkan.render.PageView.Hidden;
import dev.nikkan.render.PageView.Link;
import dev.nikkan.render.PageView.Option;
import dev.nikkan.render.PageView.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Pages for subscribers as HTML that loads nothing: no script, no image, one style sheet inside. Thread-safe.
public final class Pages {
    private static final String STYLE = "page.css";

    private final Template template;
    private final String stylePolicy;
    private final String name;
    private final WebLinks links;

    public Pages(MailIdentity identity, WebLinks links) {
        this.name = identity.fromName().orElse("Nikkan");
        this.links = links;
        String style = resource(STYLE);
        this.stylePolicy = "'sha256-" + sha256(style) + "'";
        this.template = Mustache.compiler()
                .escapeHTML(false)
                .withFormatter(Sink.HTML)
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withLoader(_ -> new StringReader(style))
                .compile(resource("page.mustache"));
    }

    /// What a Content-Security-Policy says of the one style sheet (CSP Level 3 §2.3.1).
    public String stylePolicy() {
        return stylePolicy;
    }

    public String html(Page page, Language language) {
        return template.execute(view(page, language));
    }

    private PageView view(Page page, Language language) {
        PageWords words = PageWords.of(language, name);
        Language other = switch (language) {
            case JA -> Language.EN;
            case EN -> Language.JA;
        };
        List<Link> below = links(page, words, language);
        return new PageView(
                language.tag(),
                name,
                words.title(page),
                alert(page, words).stream().toList(),
                done(page, words),
                words.text(page),
                form(page, words, language).stream().toList(),
                !below.isEmpty(),
                below,
                other.tag(),
                PageWords.of(other, name).language());
    }

    private static Optional<Alert> alert(Page page, PageWords words) {
        return switch (page) {
            case Page.Join(String typed) -> noAddress(typed, words);
            case Page.Manage(String typed) -> noAddress(typed, words);
            case Page.Settings settings ->
                switch (settings.saved()) {
                    case NOT_YET, DONE -> Optional.empty();
                    case FILTER_REFUSED -> Optional.of(alert(words.settings().refused(), settings.refused()));
                    case MAIL_REFUSED -> Optional.of(alert(words.settings().mailRefused(), settings.refused()));
                };
            case Page.Asked _,
                    Page.Confirm _,
                    Page.Joined _,
                    Page.Known _,
                    Page.Leave _,
                    Page.Left _,
                    Page.ConfirmedBefore _,
                    Page.Stale _,
                    Page.Nobody _,
                    Page.Failed _ -> Optional.empty();
        };
    }

    private static Optional<Alert> noAddress(String typed, PageWords words) {
        return typed.isEmpty() ? Optional.empty() : Optional.of(alert(words.noAddress(), List.of()));
    }

    private static Alert alert(String text, List<String> lines) {
        return new Alert(text, !lines.isEmpty(), lines);
    }

    private static String done(Page page, PageWords words) {
        return page instanceof Page.Settings settings && settings.saved() == Page.Settings.Saved.DONE
                ? words.settings().saved()
                : "";
    }

    private Optional<Form> form(Page page, PageWords words, Language language) {
        return switch (page) {
            case Page.Join(String typed) ->
                Optional.of(new Form(
                        List.of(new Email(words.address(), typed, !typed.isEmpty())),
                        List.of(new Group(words.digestIn(), languages(words, language), List.of())),
                        List.of(),
                        List.of(new Button("wish", "subscribe", words.join(), false))));
            case Page.Manage(String typed) ->
                Optional.of(new Form(
                        List.of(new Email(words.address(), typed, !typed.isEmpty())),
                        List.of(),
                        List.of(),
                        List.of(
                                new Button("wish", "settings", words.sendLink(), false),
                                new Button("wish", "unsubscribe", words.leave(), true))));
            case Page.Confirm(Page.Wish wish) ->
                Optional.of(new Form(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Button("confirm", "yes", words.confirm(wish), false))));
            case Page.Leave() ->
                Optional.of(new Form(
                        List.of(),
                        List.of(),
                        List.of(new Check("erase", "yes", words.erase())),
                        List.of(new Button("leave", "yes", words.leave(), false))));
            case Page.Settings settings -> Optional.of(form(settings, words, language));
            case Page.Asked _,
                    Page.Joined _,
                    Page.Known _,
                    Page.Left _,
                    Page.ConfirmedBefore _,
                    Page.Stale _,
                    Page.Nobody _,
                    Page.Failed _ -> Optional.empty();
        };
    }

    private Form form(Page.Settings settings, PageWords words, Language language) {
        PageWords.Settings said = words.settings();
        Choice choice = settings.choice();
        boolean refused = settings.saved() == Page.Settings.Saved.FILTER_REFUSED;
        String action = settings.saved() == Page.Settings.Saved.MAIL_REFUSED
                ? links.settings(settings.keys().settings(), language).toString()
                : "";
        boolean everything = choice.variant().filter().everything() && !refused;
        return new Form(
                action,
                List.of(new Hidden("scope-before", everything ? "all" : "filter")),
                List.of(),
                List.of(
                        new Group(
                                said.language(),
                                languages(words, choice.variant().language()),
                                List.of()),
                        new Group(
                                said.scope(),
                                List.of(
                                        new Option("scope", "all", said.everything(), everything),
                                        new Option("scope", "filter", said.some(), !everything)),
                                List.of(new Text(
                                        "filter", said.terms(), settings.filter(), said.termsHint(), refused))),
                        either(
                                said.quietDays(),
                                "quiet-days",
                                "yes",
                                said.quietYes(),
                                "no",
                                said.quietNo(),
                                choice.quietDays()),
                        either(
                                said.format(),
                                "format",
                                "html",
                                said.html(),
                                "text",
                                said.text(),
                                !choice.variant().textOnly()),
                        either(
                                said.mails(),
                                "mails",
                                "parts",
                                said.parts(),
                                "one",
                                said.one(),
                                !choice.variant().oneMail())),
                List.of(),
                List.of(new Button("save", "yes", said.save(), false)));
    }

    private static List<Option> languages(PageWords words, Language chosen) {
        return List.of(
                new Option("language", "ja", words.japanese(), chosen == Language.JA),
                new Option("language", "en", words.english(), chosen == Language.EN));
    }

    private static Group either(
            String legend,
            String name,
            String value,
            String label,
            String otherValue,
            String otherLabel,
            boolean first) {
        return new Group(
                legend,
                List.of(new Option(name, value, label, first), new Option(name, otherValue, otherLabel, !first)),
                List.of());
    }

    private List<Link> links(Page page, PageWords words, Language language) {
        Link join = new Link(links.join(language), words.title(new Page.Join("")));
        Link manage = new Link(links.manage(language), words.title(new Page.Manage("")));
        return switch (page) {
            case Page.Join _, Page.Leave _, Page.ConfirmedBefore _ -> List.of(manage);
            case Page.Manage _, Page.Left _ -> List.of(join);
            case Page.Joined(String settings) ->
                List.of(new Link(
                        links.settings(settings, language), words.settings().title()));
            case Page.Known(String settings) ->
                List.of(new Link(
                        links.settings(settings, language), words.settings().title()));
            case Page.Settings settings ->
                List.of(new Link(links.unsubscribe(settings.keys().leaving(), language), words.leave()));
            case Page.Stale _, Page.Nobody _ -> List.of(join, manage);
            case Page.Failed(Page.Trouble trouble) ->
                switch (trouble) {
                    case NOT_FOUND, BAD_REQUEST, BAD_METHOD -> List.of(join, manage);
                    case TOO_LARGE, TOO_MANY, BUSY -> List.of();
                };
            case Page.Asked _, Page.Confirm _ -> List.of();
        };
    }

    private static String resource(String name) {
        try (InputStream resource = Pages.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("no built-in " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
