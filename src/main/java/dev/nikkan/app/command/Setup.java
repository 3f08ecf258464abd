package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.ConfigurationException;
import dev.nikkan.app.config.ConfigurationReader;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.model.MailingList;
import dev.nikkan.store.Access;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command has, and what follows from them: the configuration and the store.
public final class Setup {
    private final World world;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "the configuration; by default ./nikkan.toml, then /etc/nikkan/nikkan.toml")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "the store, instead of the one that the configuration names")
    private Optional<Path> store = Optional.empty();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "show the stack trace of an error")
    private boolean debug;

    Setup(World world) {
        this.world = world;
    }

    boolean debug() {
        return debug;
    }

    /// The file that is read: the one named, else the first that exists.
    Optional<Path> configurationFile() {
        return file.or(
                () -> world.configurations().stream().filter(Files::exists).findFirst());
    }

    /// @throws Failure if there is none or it is wrong; with [Use#STORE] a `--store` alone will do
    public Configuration configuration(Use use) {
        Configuration configuration = configurationFile()
                .map(path -> read(path, use))
                .or(() -> use == Use.STORE ? store.map(Configuration::ofStore) : Optional.empty())
                .orElseThrow(() -> noConfiguration(use));
        return store.map(configuration::withStore).orElse(configuration);
    }

    private Failure noConfiguration(Use use) {
        String looked = world.configurations().stream().map(Path::toString).collect(Collectors.joining(" and "));
        return new Failure(
                ExitCode.CONFIGURATION,
                "There is no configuration: looked for %s. Name one with -c FILE%s."
                        .formatted(
                                looked,
                                use == Use.STORE
                                        ? ", or only a store with --store FILE"
                                        : "; a store is not enough here"));
    }

    private Configuration read(Path path, Use use) {
        try {
            return ConfigurationReader.read(path, world.environment(), use);
        } catch (ConfigurationException e) {
            ExitCode exitCode = e.onlyExposedSecrets() ? ExitCode.PERMISSION : ExitCode.CONFIGURATION;
            throw new Failure(exitCode, e.sentences(), e);
        } catch (CharacterCodingException e) {
            throw new Failure(ExitCode.CONFIGURATION, "The configuration " + path + " is not in UTF-8.", e);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.CONFIGURATION,
                    "The configuration %s cannot be read: %s.".formatted(path, Causes.of(e)),
                    e);
        }
    }

    /// The way of mail into a store, under the configured rules.
    Intake intake(Configuration configuration, MailStore into) {
        return new Intake(
                into,
                configuration.trust(),
                configuration.identity().flatMap(identity -> identity.listId()).map(MailingList::new),
                FaultPoints.INERT);
    }

    /// Whether live mail may be read under the configuration that there is. Without one, only if the daemon too has
    /// the rules of an empty one: by these a stranger's mail may count.
    boolean knowsTrust(Store store) {
        String untold = TrustSettings.DEFAULT.fingerprint();
        return configurationFile().isPresent()
                || new MailStore(store, world.clock())
                        .rules()
                        .filter(rules -> !rules.equals(untold))
                        .isEmpty();
    }

    /// @throws Failure if live mail would be read under other rules than the daemon's
    void requireTrust(Store store) {
        if (!knowsTrust(store)) {
            throw new Failure(
                    ExitCode.CONFIGURATION,
                    "The daemon reads mail into %s under a [trust] of its own. Name its configuration with -c FILE."
                            .formatted(store.file()));
        }
    }

    /// The store that the options or the configuration name.
    ///
    /// @throws dev.nikkan.store.StoreException if it cannot be opened
    public Store openStore(Access access) {
        return Store.open(configuration(Use.STORE).store(), access, FaultPoints.INERT);
    }
}
