package dev.nikkan.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.render.AccountFields;
import dev.nikkan.store.StoreStatus;
import dev.nikkan.store.StoreStatus.SourceLine;
import dev.nikkan.store.StoreStatus.UnknownKinds;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `status --json`: one object; what there is none of is left out. Instants are UTC, `YYYY-MM-DDTHH:MM:SSZ`.
final class HealthJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private HealthJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(Health health) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            new HealthJson(json).write(health);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private void write(Health health) throws IOException {
        StoreStatus store = health.store();
        json.writeStartObject();
        json.writeBooleanField("ok", health.overdue().isEmpty());
        instant("now", Optional.of(health.now()));
        texts("overdue", health.overdue());
        texts("warnings", health.warnings());
        daemon(health.daemon());
        listeners(store.sources());
        lastMail(store);
        digests(health);
        outbox(store);
        json.writeNumberField("disk_free", health.freeDisk());
        counts("subscribers", store.subscribers());
        counts("quarantine", store.quarantined());
        json.writeNumberField("pending", store.pending());
        json.writeNumberField("outdated", health.outdated());
        json.writeNumberField("unverified_week", store.unverified());
        json.writeNumberField("received_week", store.recent());
        json.writeNumberField("fetch_failing", store.failing());
        json.writeNumberField("fetch_vanished", store.vanished());
        unknownKinds(store.unknownKinds());
        today(health.today(), health.account());
        json.writeEndObject();
    }

    private void unknownKinds(UnknownKinds unknown) throws IOException {
        json.writeObjectFieldStart("unknown_kinds");
        json.writeNumberField("days", UnknownKinds.DAYS);
        json.writeNumberField("count", unknown.count());
        text("latest", unknown.latest());
        json.writeEndObject();
    }

    private void daemon(Optional<Long> pid) throws IOException {
        json.writeObjectFieldStart("daemon");
        json.writeBooleanField("running", pid.isPresent());
        if (pid.isPresent()) {
            json.writeNumberField("pid", pid.get());
        }
        json.writeEndObject();
    }

    private void listeners(List<SourceLine> sources) throws IOException {
        json.writeArrayFieldStart("listeners");
        for (SourceLine source : sources) {
            json.writeStartObject();
            json.writeStringField("account", source.account());
            json.writeStringField("folder", source.folder());
            json.writeStringField("state", source.state().name().toLowerCase(Locale.ROOT));
            instant("since", Optional.of(source.since()));
            instant("answered", source.answeredAt());
            instant("passed", source.passedAt());
            text("error", source.error());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void lastMail(StoreStatus store) throws IOException {
        instant("newest_mail", store.newest());
        json.writeObjectFieldStart("last_mail");
        for (Map.Entry<String, Instant> list : store.lastMail().entrySet()) {
            instant(list.getKey(), Optional.of(list.getValue()));
        }
        json.writeEndObject();
    }

    private void digests(Health health) throws IOException {
        json.writeObjectFieldStart("next_digest");
        json.writeStringField("day", health.nextDigest().toString());
        instant("due", Optional.of(health.nextDue()));
        json.writeEndObject();
        texts(
                "overdue_digests",
                health.overdueDigests().stream().map(Day::toString).toList());
        text("first_day", health.store().firstDay().map(Day::toString));
        text("last_edition", health.store().lastEdition().map(Day::toString));
        text("held", health.held());
    }

    private void outbox(StoreStatus store) throws IOException {
        counts("outbox", store.deliveries());
        instant("outbox_oldest", store.oldestWaiting());
    }

    private void today(Day day, Account account) throws IOException {
        json.writeObjectFieldStart("today");
        json.writeStringField("day", day.toString());
        AccountFields.write(json, account);
        json.writeEndObject();
    }

    private void counts(String field, Map<?, Integer> counts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<?, Integer> entry : counts.entrySet()) {
            json.writeNumberField(entry.getKey().toString().toLowerCase(Locale.ROOT), entry.getValue());
        }
        json.writeEndObject();
    }

    private void texts(String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void text(String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(field, text.get());
        }
    }

    private void instant(String field, Optional<Instant> instant) throws IOException {
        text(field, instant.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
}
