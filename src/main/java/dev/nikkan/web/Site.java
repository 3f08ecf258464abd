package dev.nikkan.web;

import dev.nikkan.model.Choice;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscription;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.render.Page;
import dev.nikkan.render.Page.Settings.Keys;
import dev.nikkan.render.Page.Settings.Saved;
import dev.nikkan.render.Page.Trouble;
import dev.nikkan.render.Pages;
import dev.nikkan.store.Letters.Outcome;
import dev.nikkan.store.Letters.Visit;
import dev.nikkan.store.Letters.Wanted;
import dev.nikkan.store.Settings;
import dev.nikkan.subscribe.Reception;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What each address of ours answers. GET shows, POST acts. Thread-safe.
final class Site {
    private static final Pattern WITH_TOKEN = Pattern.compile("(confirm|settings|unsubscribe)/([0-9A-Za-z-]{1,64})");

    /// A line of the settings.
    private static final String FILTER = "filter ";

    private final Reception reception;
    private final Pages pages;
    private final Language standard;
    /// By network, and by genuine token: whoever has one is not to wait because of a neighbour, and a provider
    /// that presses the buttons of thousands comes from few networks.
    private final RateLimit requests;
    /// By network: each may have a mail sent to somebody.
    private final RateLimit mails;

    /// @param standard the language of who shows none
    /// @param nanoTime a clock that only runs forward
    Site(Reception reception, Pages pages, Language standard, LongSupplier nanoTime) {
        this.reception = reception;
        this.pages = pages;
        this.standard = standard;
        this.requests = new RateLimit(60, Duration.ofSeconds(2), nanoTime);
        this.mails = new RateLimit(10, Duration.ofMinutes(6), nanoTime);
    }

    Reply answer(Request request) {
        Language language = request.language(standard);
        Matcher token = WITH_TOKEN.matcher(request.path());
        if (token.matches()) {
            return withToken(request, token.group(1), token.group(2), language);
        }
        if (!requests.allows(request.network().prefix())) {
            return failed(Trouble.TOO_MANY, language);
        }
        return switch (request.path()) {
            case "" ->
                request.form()
                        .map(form -> join(form, request, language))
                        .orElseGet(() -> show(new Page.Join(""), language));
            case "manage" ->
                request.form()
                        .map(form -> manage(form, request, language))
                        .orElseGet(() -> show(new Page.Manage(""), language));
            default -> failed(Trouble.NOT_FOUND, language);
        };
    }

    private Reply withToken(Request request, String what, String token, Language language) {
        Purpose purpose = switch (what) {
            case "confirm" -> Purpose.CONFIRM;
            case "settings" -> Purpose.SETTINGS;
            case "unsubscribe" -> Purpose.UNSUBSCRIBE;
            default -> throw new IllegalStateException(what);
        };
        String payer = reception.isGenuine(purpose, token)
                ? what + "/" + token
                : request.network().prefix();
        if (!requests.allows(payer)) {
            return failed(Trouble.TOO_MANY, language);
        }
        return switch (what) {
            case "confirm" ->
                request.form().map(form -> confirm(form, token, language)).orElseGet(() -> question(token, language));
            case "settings" ->
                request.form().map(form -> change(form, token, language)).orElseGet(() -> settings(token, language));
            default ->
                request.form()
                        .map(form -> leave(form, token, language))
                        .orElseGet(() -> show(new Page.Leave(), language));
        };
    }

    // ---- without a token: a mail is sent, and nothing told

    private Reply join(Form form, Request request, Language language) {
        String typed = form.field("address");
        Optional<EmailAddress> address = EmailAddress.parse(typed);
        if (address.isEmpty()) {
            return reject(new Page.Join(shown(typed)), language);
        }
        Language wanted = Request.asked("lang=" + form.field("language")).orElse(language);
        return ask(address.get(), Wanted.SUBSCRIBE, wanted, request, language);
    }

    private Reply manage(Form form, Request request, Language language) {
        String typed = form.field("address");
        Optional<EmailAddress> address = EmailAddress.parse(typed);
        if (address.isEmpty()) {
            return reject(new Page.Manage(shown(typed)), language);
        }
        Wanted wanted = form.has("wish", "unsubscribe") ? Wanted.UNSUBSCRIBE : Wanted.SETTINGS;
        return ask(address.get(), wanted, language, request, language);
    }

    /// An empty field is wrong too.
    private static String shown(String typed) {
        return typed.isBlank() ? "-" : typed;
    }

    private Reply ask(EmailAddress address, Wanted wanted, Language wished, Request request, Language language) {
        if (!mails.allows(request.network().prefix())) {
            return failed(Trouble.TOO_MANY, language);
        }
        reception.ask(address, wanted, wished);
        return show(new Page.Asked(address), language);
    }

    // ---- with a token

    private Reply question(String token, Language language) {
        return reception
                .waiting(token)
                .map(wanted -> show(
                        new Page.Confirm(
                                switch (wanted) {
                                    case SUBSCRIBE -> Page.Wish.SUBSCRIBE;
                                    case UNSUBSCRIBE -> Page.Wish.UNSUBSCRIBE;
                                    case SETTINGS -> Page.Wish.SETTINGS;
                                }),
                        language))
                .orElseGet(
                        () -> reception.isUsed(token) ? show(new Page.ConfirmedBefore(), language) : stale(language));
    }

    private Reply confirm(Form form, String token, Language language) {
        if (!form.has("confirm", "yes")) {
            return failed(Trouble.BAD_REQUEST, language);
        }
        Outcome outcome = reception.confirm(token);
        return switch (outcome.deed()) {
            case JOINED -> show(new Page.Joined(settingsToken(outcome)), language);
            case LEFT, LEFT_BEFORE -> show(new Page.Left(false), language);
            case TOLD, CHANGED -> show(new Page.Known(settingsToken(outcome)), language);
            case REFUSED -> refused(outcome, language);
            case NOBODY -> nobody(language);
            case CONFIRMED_BEFORE -> show(new Page.ConfirmedBefore(), language);
            case STALE -> stale(language);
        };
    }

    private String settingsToken(Outcome outcome) {
        return reception.settingsToken(outcome.whose().orElseThrow());
    }

    /// The same for every token, genuine or not (P9).
    private Reply leave(Form form, String token, Language language) {
        if (form.has("List-Unsubscribe", "One-Click")) {
            reception.leave(token, Visit.ONE_CLICK);
            return Reply.text(200, "Unsubscribed.\n");
        }
        if (!form.has("leave", "yes")) {
            return failed(Trouble.BAD_REQUEST, language);
        }
        boolean erase = form.has("erase", "yes");
        if (erase) {
            reception.forget(token);
        } else {
            reception.leave(token, Visit.PAGE);
        }
        return show(new Page.Left(erase), language);
    }

    private Reply settings(String token, Language language) {
        return reception
                .settings(token)
                .map(known -> show(page(known, Saved.NOT_YET), language))
                .orElseGet(() -> nobody(language));
    }

    private Reply change(Form form, String token, Language language) {
        if (!form.has("save", "yes")) {
            return failed(Trouble.BAD_REQUEST, language);
        }
        String filter = filter(form);
        Outcome outcome = reception.change(
                token,
                List.of(
                        "language " + form.field("language"),
                        FILTER + (filter.isBlank() ? "-" : filter),
                        "format " + form.field("format"),
                        "mails " + form.field("mails"),
                        "quiet-days " + form.field("quiet-days")));
        return switch (outcome.deed()) {
            case CHANGED, TOLD -> show(page(outcome.whose().orElseThrow(), Saved.DONE), language);
            case REFUSED -> refused(outcome, form.field("filter"), language);
            case JOINED, LEFT, LEFT_BEFORE, NOBODY, CONFIRMED_BEFORE, STALE -> nobody(language);
        };
    }

    /// A page without a script cannot choose "some" for who begins to type terms. Where the page had said "everything",
    /// its field was empty: what stands there now is meant. Who goes back to "everything" leaves their terms where
    /// they are.
    private static String filter(Form form) {
        String terms = form.field("filter");
        boolean begun = form.has("scope-before", "all") && !terms.isBlank();
        return form.has("scope", "filter") || begun ? terms : "all";
    }

    /// Of our own form only the filter can be wrong. All else stays as it was posted.
    ///
    /// @param typed as the filter
    private Reply refused(Outcome outcome, String typed, Language language) {
        Settings wished = outcome.refused().orElseThrow();
        boolean ours = wished.problems().stream().allMatch(line -> line.startsWith(FILTER));
        return ours
                ? reject(
                        new Page.Settings(
                                wished.choice(),
                                typed,
                                Saved.FILTER_REFUSED,
                                typed.isBlank()
                                        ? List.of()
                                        : wished.problems().stream()
                                                .map(line -> line.substring(FILTER.length()))
                                                .toList(),
                                keys(outcome.whose().orElseThrow())),
                        language)
                : failed(Trouble.BAD_REQUEST, language);
    }

    /// The confirmation is used up, so the page is theirs to go on with.
    private Reply refused(Outcome outcome, Language language) {
        Settings wished = outcome.refused().orElseThrow();
        return reject(
                new Page.Settings(
                        wished.choice(),
                        field(wished.choice()),
                        Saved.MAIL_REFUSED,
                        wished.problems(),
                        keys(outcome.whose().orElseThrow())),
                language);
    }

    private Page page(Subscription known, Saved saved) {
        Choice choice = known.subscriber().choice();
        return new Page.Settings(choice, field(choice), saved, List.of(), keys(known));
    }

    /// What the page shows as the terms.
    private static String field(Choice choice) {
        Filter filter = choice.variant().filter();
        return filter.everything() ? "" : filter.toString();
    }

    private Keys keys(Subscription known) {
        return new Keys(reception.settingsToken(known), reception.leavingToken(known));
    }

    // ---- pages

    private Reply show(Page page, Language language) {
        return Reply.html(200, pages.html(page, language));
    }

    private Reply reject(Page page, Language language) {
        return Reply.html(422, pages.html(page, language));
    }

    private Reply stale(Language language) {
        return Reply.html(404, pages.html(new Page.Stale(), language));
    }

    private Reply nobody(Language language) {
        return Reply.html(404, pages.html(new Page.Nobody(), language));
    }

    Reply failed(Trouble trouble, Language language) {
        int status = switch (trouble) {
            case BAD_REQUEST -> 400;
            case NOT_FOUND -> 404;
            case BAD_METHOD -> 405;
            case TOO_LARGE -> 413;
            case TOO_MANY -> 429;
            case BUSY -> 503;
        };
        return Reply.html(status, pages.html(new Page.Failed(trouble), language));
    }
}
