package dev.nikkan.app.command;

import dev.nikkan.app.command.Diagnosis.Level;
import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

@CommandLine.Command(
        name = "doctor",
        header = "Try each outside part for real; exits with 69 when one fails.",
        description = {
            "",
            "Logs in to the IMAP and SMTP servers, opens the folders, looks at store, disk, clock, templates and calendar, gets"
                    + " /health of the pages for subscribers by their public address, if there are any, and asks the language"
                    + " model, if one is configured, one question. Nothing is sent or changed. DNS"
                    + " is asked what receivers ask it about our mail: SPF, DKIM, DMARC, reverse DNS. One line"
                    + " each: ok, warn or fail, and what to do."
        },
        footer = {"", "Example:", "  nikkan -c /etc/nikkan/nikkan.toml doctor"})
final class DoctorCommand implements Command {
    private static final Path RESOLVERS = Path.of("/etc/resolv.conf");
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final World world;
    private final Setup setup;

    DoctorCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        Configuration configuration = setup.configuration(Use.SERVERS);
        StoreDoctor store = new StoreDoctor(configuration, world.clock());
        ServerDoctor servers = new ServerDoctor(configuration);
        ModelDoctor model = new ModelDoctor(configuration.summary(), world.clock());
        Stream<Supplier<List<Diagnosis>>> checks = Stream.of(
                store::store,
                store::disk,
                store::clock,
                store::templates,
                store::calendar,
                servers::trust,
                servers::sources,
                servers::smtp,
                () -> dns(configuration),
                new WebDoctor(configuration.web())::web,
                model::summary);
        boolean failed = checks.flatMap(check -> check.get().stream())
                        .peek(this::print)
                        .filter(diagnosis -> diagnosis.level() == Level.FAIL)
                        .count()
                > 0;
        return failed ? ExitCode.UNAVAILABLE : ExitCode.OK;
    }

    private static List<Diagnosis> dns(Configuration configuration) {
        return Resolvers.first(RESOLVERS)
                .map(resolver ->
                        new DnsDoctor(configuration, new DnsClient(resolver, PATIENCE, new SecureRandom())).identity())
                .orElseGet(() -> List.of(Diagnosis.warn(
                        "dns", RESOLVERS + " names no resolver: SPF, DKIM, DMARC and reverse DNS are not known.")));
    }

    /// At once: the next part may keep us waiting.
    private void print(Diagnosis diagnosis) {
        world.out().println(diagnosis);
        world.out().flush();
    }
}
