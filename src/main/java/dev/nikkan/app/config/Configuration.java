package dev.nikkan.app.config;

import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.intake.SourceSettings;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.publish.DigestSettings;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.web.WebSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a configuration file says, defaults filled in and paths absolute.
///
/// @param sources empty only where a command needs none (see [Use])
/// @param smtp empty only where a command needs none
/// @param identity who our mails are from; present exactly when `smtp` is
/// @param web empty where no pages are served; else `identity` has a list address
public record Configuration(
        Path store,
        List<SourceSettings> sources,
        TrustSettings trust,
        DigestSettings digest,
        Optional<SmtpSettings> smtp,
        Optional<MailIdentity> identity,
        SummarySettings summary,
        Optional<WebSettings> web) {
    public Configuration {
        sources = List.copyOf(sources);
    }

    /// What stands in for a configuration where a command has only `--store`.
    public static Configuration ofStore(Path store) {
        return new Configuration(
                store,
                List.of(),
                TrustSettings.DEFAULT,
                DigestSettings.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                SummarySettings.DEFAULT,
                Optional.empty());
    }

    public Configuration withStore(Path other) {
        return new Configuration(other, sources, trust, digest, smtp, identity, summary, web);
    }

    /// What is allowed, and should be meant: a key that goes to another machine in clear text.
    public Optional<String> warning() {
        return summary.endpoint()
                .filter(endpoint -> summary.key().isPresent() && "http".equals(endpoint.getScheme()))
                .map(endpoint -> endpoint.getHost().replaceAll("[\\[\\]]", ""))
                .filter(host -> !MailServer.loopback(host))
                .map("[summary] sends its key to %s in clear text; write https where the endpoint has it."::formatted);
    }

    /// What a command is going to do with the configuration.
    public enum Use {
        /// Talk to the mail servers: `[[source]]` and `[smtp]` must be there and every secret readable.
        SERVERS,
        /// Only look into the store. Secrets are left alone: who asks for `status` need not be able to read
        /// them, and `${CREDENTIALS_DIRECTORY}` exists only inside the service.
        STORE
    }
}
