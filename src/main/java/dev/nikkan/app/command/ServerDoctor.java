package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.deliver.NoConnectionException;
import dev.nikkan.deliver.SmtpSession;
import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.deliver.SmtpTimeouts;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.intake.SourceCheck;
import dev.nikkan.intake.SourceSettings;
import java.time.Duration;
import java.util.List;

/// The parts on other machines.
final class ServerDoctor {
    /// Somebody is waiting: the minutes that a delivery would wait are too long here.
    private static final SmtpTimeouts PATIENCE = new SmtpTimeouts(
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(1));

    private final Configuration configuration;

    ServerDoctor(Configuration configuration) {
        this.configuration = configuration;
    }

    List<Diagnosis> trust() {
        return List.of(configuration
                .trust()
                .authservId()
                .map(id -> Diagnosis.ok("trust", "only mail that " + id + " found authentic is digested"))
                .orElseGet(() -> Diagnosis.warn(
                        "trust",
                        "anybody can forge an announcement: set authserv-id in [trust] to the first word of your"
                                + " provider's Authentication-Results.")));
    }

    List<Diagnosis> sources() {
        return configuration.sources().stream()
                .flatMap(source -> source.folders().stream().map(folder -> source(source, folder)))
                .toList();
    }

    private static Diagnosis source(SourceSettings source, String folder) {
        String name = source.account() + "/" + folder;
        try {
            return switch (SourceCheck.of(source, folder)) {
                case IDLES -> Diagnosis.ok("imap", name + ": login, folder and IDLE work");
                case POLLS ->
                    Diagnosis.warn(
                            "imap", name + ": login and folder work, but the server has no IDLE; mail waits for poll.");
            };
        } catch (SourceCheck.Failed e) {
            return Diagnosis.fail(
                    "imap", "%s: %s. Check host, port, security, user and password-file.".formatted(name, bare(e)));
        }
    }

    List<Diagnosis> smtp() {
        return configuration.smtp().map(ServerDoctor::smtp).stream().toList();
    }

    private static Diagnosis smtp(SmtpSettings smtp) {
        String name = smtp.user().map(user -> user + "@").orElse("") + smtp.host() + ":" + smtp.port();
        try (SmtpSession session = new SmtpSession(smtp, PATIENCE, FaultPoints.INERT)) {
            session.connect();
            return Diagnosis.ok("smtp", name + ": " + (smtp.user().isPresent() ? "login works" : "reachable"));
        } catch (NoConnectionException e) {
            return Diagnosis.fail(
                    "smtp", "%s: %s. Check host, port, security, user and password-file.".formatted(name, bare(e)));
        }
    }

    private static String bare(Exception e) {
        return String.valueOf(e.getMessage()).replaceFirst("[.\\s]+$", "");
    }
}
