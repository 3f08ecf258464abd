package dev.nikkan.app.config;

import dev.nikkan.deliver.DkimSettings;
import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.intake.AfterStore;
import dev.nikkan.intake.Login;
import dev.nikkan.intake.SourceSettings;
import dev.nikkan.model.Language;
import dev.nikkan.model.MailingList;
import dev.nikkan.publish.DigestSettings;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.summary.engine.Dialect;
import dev.nikkan.summary.engine.Price;
import dev.nikkan.web.WebSettings;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A configuration as it was understood, written as a configuration: every key, defaults filled in, secrets
/// hidden.
public final class ConfigurationText {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final StringBuilder text = new StringBuilder();

    private ConfigurationText() {}

    public static String of(Configuration configuration) {
        ConfigurationText text = new ConfigurationText();
        text.table("[store]").value("path", configuration.store());
        configuration.sources().forEach(text::source);
        text.trust(configuration);
        text.digest(configuration.digest());
        configuration.smtp().ifPresent(smtp -> text.smtp(smtp, configuration.identity()));
        configuration.smtp().ifPresent(smtp -> text.dkim(smtp.dkim()));
        configuration.identity().ifPresent(text::list);
        text.web(configuration.web());
        text.summary(configuration.summary());
        return text.text.toString();
    }

    private void source(SourceSettings source) {
        table("[[source]]").value("host", source.host()).number("port", source.port());
        value("security", Section.word(source.security())).maybe("ca-file", source.caFile());
        login(source.login());
        texts("folders", source.folders());
        value("after-store", afterStore(source.afterStore()));
        value("idle-renew", Durations.text(source.idleRenew())).value("poll", Durations.text(source.poll()));
    }

    private void login(Login login) {
        maybe("user", login.user());
        switch (login) {
            case Login.Open _ -> comment("no password: the server asks for none");
            case Login.Password _ -> comment("password: (hidden)");
            case Login.Token token -> texts("token-command", token.command());
        }
    }

    private static String afterStore(AfterStore after) {
        return switch (after) {
            case AfterStore.Leave _ -> "leave";
            case AfterStore.MarkSeen _ -> "seen";
            case AfterStore.Move(String folder) -> "move:" + folder;
        };
    }

    private void trust(Configuration configuration) {
        List<String> lists = configuration.trust().lists().stream()
                .map(MailingList::id)
                .sorted()
                .toList();
        table("[trust]").texts("lists", lists);
        value("authserv-id", configuration.trust().authservId().orElse(""));
    }

    private void digest(DigestSettings digest) {
        table("[digest]").value("at", digest.at());
        value("grace", Durations.text(digest.grace())).value("give-up", Durations.text(digest.giveUp()));
        digest.firstDay()
                .ifPresentOrElse(
                        day -> value("first-day", day), () -> comment("first-day: the day of the first start"));
        number("catch-up-days", digest.catchUpDays()).number("part-size", digest.partSize());
        value("language", digest.language().tag());
        value("templates", digest.templates().map(Object::toString).orElse(""));
        line("overview", Boolean.toString(digest.overview()));
        value("themes", digest.themes().map(Object::toString).orElse(""));
        texts("watch-authors", digest.watchedAuthors());
        line("announcements", Boolean.toString(digest.frame().announcements()));
        line("last-calls", Boolean.toString(digest.frame().lastCalls()));
        line("account", Boolean.toString(digest.frame().account()));
        value("meetings", digest.meetings().map(Object::toString).orElse(""));
        value("closing-notes", digest.closingNotes().map(Object::toString).orElse(""));
        inEachLanguage("opening", digest.frame().opening());
        inEachLanguage("footer", digest.frame().footer());
    }

    private void inEachLanguage(String key, Map<Language, String> lines) {
        for (Language language : Language.values()) {
            value(key + "-" + language.tag(), lines.getOrDefault(language, ""));
        }
    }

    private void smtp(SmtpSettings smtp, Optional<MailIdentity> identity) {
        table("[smtp]").value("host", smtp.host()).number("port", smtp.port());
        value("security", Section.word(smtp.security())).maybe("ca-file", smtp.caFile());
        maybe("user", smtp.user());
        comment(smtp.password().isPresent() ? "password: (hidden)" : "no password: the server asks for none");
        maybe("from", identity.map(ConfigurationText::from));
        number("connections", smtp.connections()).number("rate", smtp.rate());
        number("domain-rate", smtp.domainRate());
        value("unsure", Section.word(smtp.unsure()));
    }

    private static String from(MailIdentity identity) {
        return identity.fromName()
                .map(name -> name + " <" + identity.from() + ">")
                .orElse(identity.from().value());
    }

    private void list(MailIdentity identity) {
        table("[list]").maybe("id", identity.listId());
        maybe("address", identity.listAddress()).maybe("bounces", identity.bounces());
        maybe("owner", identity.owner());
        value("archive", identity.archive().orElse(""));
    }

    private void dkim(Optional<DkimSettings> dkim) {
        table("[dkim]");
        dkim.ifPresentOrElse(
                signing -> {
                    comment("key-file: (hidden)");
                    value("selector", signing.selector()).value("domain", signing.domain());
                },
                () -> comment("no key-file: we sign nothing"));
    }

    private void web(Optional<WebSettings> web) {
        table("[web]");
        web.ifPresentOrElse(
                pages -> {
                    value("url", pages.links().base());
                    value("bind", pages.listen().getAddress().getHostAddress());
                    number("port", pages.listen().getPort());
                    texts(
                            "proxies",
                            pages.proxies().stream()
                                    .map(InetAddress::getHostAddress)
                                    .sorted()
                                    .toList());
                },
                () -> comment("no url: nothing listens"));
    }

    private void summary(SummarySettings summary) {
        table("[summary]").value("engine", summary.dialect().map(Dialect::name).orElse("lead"));
        maybe("endpoint", summary.endpoint()).maybe("model", summary.model());
        if (summary.key().isPresent()) {
            comment("api-key-file: (hidden)");
        }
        texts(
                "headers",
                summary.headers().keySet().stream()
                        .sorted()
                        .map(name -> name + ": (hidden)")
                        .toList());
        value("proxy", summary.proxy().map(Object::toString).orElse(""));
        value("timeout", Durations.text(summary.timeout()));
        number("concurrency", summary.concurrency()).number("retries", summary.retries());
        value("overview-wait", Durations.text(summary.overviewWait()));
        texts("languages", summary.languages().stream().map(Language::tag).toList());
        value("prompts", summary.prompts().map(Object::toString).orElse(""));
        number("daily-calls", summary.dailyCalls()).number("daily-tokens", summary.dailyTokens());
        value("price", summary.price().map(Price::toString).orElse(""));
    }

    private ConfigurationText table(String name) {
        text.append(text.isEmpty() ? "" : "\n").append(name).append('\n');
        return this;
    }

    private ConfigurationText value(String key, Object value) {
        return line(key, quoted(value.toString()));
    }

    private ConfigurationText maybe(String key, Optional<?> value) {
        value.ifPresent(present -> value(key, present));
        return this;
    }

    private ConfigurationText number(String key, int value) {
        return line(key, Integer.toString(value));
    }

    private ConfigurationText texts(String key, List<String> values) {
        return line(key, values.stream().map(ConfigurationText::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    private ConfigurationText line(String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
        return this;
    }

    private void comment(String remark) {
        text.append("# ").append(remark).append('\n');
    }

    private static String quoted(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"'
                + CONTROL.matcher(escaped)
                        .replaceAll(match ->
                                "\\\\u%04X".formatted((int) match.group().charAt(0)))
                + '"';
    }
}
