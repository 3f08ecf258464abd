package dev.nikkan.app.command;

import dev.nikkan.model.Account;
import dev.nikkan.store.StoreStatus;
import dev.nikkan.store.StoreStatus.SourceLine;
import dev.nikkan.store.StoreStatus.UnknownKinds;
import dev.nikkan.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// `status` for people: one fact a line.
final class HealthText {
    private final StringBuilder text = new StringBuilder();
    private final Health health;

    private HealthText(Health health) {
        this.health = health;
    }

    static String of(Health health) {
        HealthText text = new HealthText(health);
        text.write(health.store());
        return text.text.toString();
    }

    private void write(StoreStatus store) {
        line("daemon", health.daemon().map(pid -> "running, process " + pid).orElse("not running"));
        store.sources().forEach(source -> line("listener", listener(source)));
        store.lastMail().forEach((list, at) -> line("last mail", list + " " + ago(at)));
        line("next digest", "%s at %s".formatted(health.nextDigest(), health.nextDue()));
        line("last edition", store.lastEdition().map(Object::toString).orElse("none yet"));
        line("outbox", store.deliveries().isEmpty() ? "empty" : counts(store.deliveries()));
        store.oldestWaiting().ifPresent(at -> line("", "oldest waiting " + ago(at)));
        line("subscribers", store.subscribers().isEmpty() ? "none" : counts(store.subscribers()));
        line("quarantine", store.quarantined().isEmpty() ? "empty" : counts(store.quarantined()));
        line("pending", Integer.toString(store.pending()));
        unknownKinds(store.unknownKinds());
        if (health.outdated() > 0) {
            line("outdated", health.outdated() + " mails read by an older version; `nikkan reparse` reads them anew");
        }
        line("today", account(health.account()));
        health.warnings().forEach(warning -> line("WARNING", warning));
        health.overdue().forEach(late -> line("OVERDUE", late));
    }

    private void unknownKinds(UnknownKinds unknown) {
        unknown.latest()
                .ifPresent(latest -> line(
                        "unknown",
                        "announcements of no known kind: %d in the last %d days, latest: %s"
                                .formatted(unknown.count(), UnknownKinds.DAYS, latest)));
    }

    private String listener(SourceLine source) {
        String error = source.error().map(what -> " (" + what + ")").orElse("");
        String heard =
                source.answeredAt().map(answered -> "heard " + ago(answered)).orElse("not heard yet");
        return "%s/%s %s, %s%s".formatted(source.account(), source.folder(), word(source.state()), heard, error);
    }

    private static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private String ago(Instant at) {
        Duration age = Duration.between(at, health.now()).truncatedTo(ChronoUnit.SECONDS);
        String text = age.toHours() >= 48
                ? age.toDays() + " days"
                : age.toMinutes() >= 120
                        ? age.toHours() + " h"
                        : age.toSeconds() >= 120 ? age.toMinutes() + " min" : age.toSeconds() + " s";
        return "%s (%s ago)".formatted(at.truncatedTo(ChronoUnit.SECONDS), text);
    }

    private static String counts(Map<?, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> word(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String account(Account account) {
        return ("%d messages = %d posts (%d drafts) + %d RFCs + %d events + %d duplicates + %d other"
                        + " + %d quarantined%s")
                .formatted(
                        account.messages(),
                        account.posts(),
                        account.drafts(),
                        account.rfcs(),
                        account.events(),
                        account.duplicates(),
                        account.other(),
                        account.quarantined(),
                        account.balanced() ? "" : ", not balanced");
    }

    /// What a server said may stand here: it must not steer the terminal.
    private void line(String name, String value) {
        text.append("%-13s %s%n".formatted(name, OneLine.of(value)));
    }
}
