package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.daemon.Machine;
import dev.nikkan.app.daemon.Sending;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.store.Access;
import dev.nikkan.store.Store;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "send",
        header = "Send a day's digest now, or decide about days and mails that are held.",
        description = {
            "",
            "Does what the daemon does at midnight: cuts the day's edition if that has not been done, and sends it to"
                    + " every subscriber who does not have it. Nobody gets it twice. While a daemon runs on the store,"
                    + " the daemon sends, and this shows how far it is."
        },
        footer = {
            "",
            "Examples:",
            "  nikkan send --day 2026-11-22",
            "  nikkan send --day 2026-11-22 --to me@example.org",
            "  nikkan send --release"
        })
final class SendCommand implements Command {
    private final World world;
    private final Setup setup;

    @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "the UTC day; it must have ended")
    private Optional<Day> day = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "a test copy to this address only, outside the ledger")
    private Optional<String> to = Optional.empty();

    @Option(names = "--language", paramLabel = "ja|en", description = "the language of the test copy")
    private Optional<Language> language = Optional.empty();

    @Option(
            names = "--unsure",
            arity = "0..1",
            fallbackValue = "resend",
            paramLabel = "drop",
            description =
                    "send again the day's mails of which it is not known whether they arrived; =drop gives them up")
    private Optional<String> unsure = Optional.empty();

    @Option(names = "--release", description = "lift the hold on sending")
    private boolean release;

    @Option(
            names = "--skip-before",
            paramLabel = "YYYY-MM-DD",
            description = "mark the days before this one that have no edition as skipped")
    private Optional<Day> skipBefore = Optional.empty();

    SendCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        Optional<Day> wanted = day.map(this::ended);
        Optional<Day> firstKept = skipBefore.map(this::begun);
        if (wanted.isEmpty() && firstKept.isEmpty() && !release) {
            throw new Failure(ExitCode.USAGE, "Say what to send: --day YYYY-MM-DD, --release or --skip-before.");
        }
        if (wanted.isEmpty() && (to.isPresent() || unsure.isPresent())) {
            throw new Failure(ExitCode.USAGE, "--to and --unsure need --day.");
        }
        Configuration configuration = setup.configuration(wanted.isPresent() ? Use.SERVERS : Use.STORE);
        Access access = to.isPresent() ? Access.READ : Access.WRITE;
        try (Store store = Store.open(configuration.store(), access, FaultPoints.INERT)) {
            Sending sending = new Sending(
                    configuration, store, world.clock(), new SecureRandom(), Machine.named(Machine.ID), this::say);
            firstKept.ifPresent(sending::skipBefore);
            if (release) {
                sending.release();
            }
            return wanted.isPresent() ? send(sending, wanted.get()) : ExitCode.OK;
        }
    }

    /// At once, also into a file: sending takes minutes, and whoever watches wants to see it begin.
    private void say(String line) {
        world.out().println(line);
        world.out().flush();
    }

    private ExitCode send(Sending sending, Day wanted) {
        if (to.isPresent()) {
            return outcome(sending.copy(wanted, address(to.get()), language));
        }
        unsure.ifPresent(decision -> decideUnsure(sending, wanted, decision));
        return outcome(sending.send(wanted));
    }

    private static void decideUnsure(Sending sending, Day wanted, String decision) {
        switch (decision.toLowerCase(Locale.ROOT)) {
            case "resend" -> sending.resendUnsure(wanted);
            case "drop" -> sending.dropUnsure(wanted);
            default -> throw new Failure(ExitCode.USAGE, "--unsure takes no value or `drop`, not " + decision + ".");
        }
    }

    private static ExitCode outcome(Sending.Outcome outcome) {
        return switch (outcome) {
            case DONE -> ExitCode.OK;
            case REFUSED -> ExitCode.BAD_INPUT;
            case WAITING -> ExitCode.TEMPORARY;
            case UNREACHABLE -> ExitCode.UNAVAILABLE;
        };
    }

    private Day ended(Day wanted) {
        Day today = Day.of(world.clock().instant());
        if (!wanted.isBefore(today)) {
            throw new Failure(
                    ExitCode.BAD_INPUT,
                    "%s has not ended: in UTC it is %s. `nikkan digest --day` shows a day that is still going on."
                            .formatted(wanted, today));
        }
        return wanted;
    }

    /// Days to come cannot be skipped: a slip in the year would silence the digest for that long.
    private Day begun(Day wanted) {
        Day today = Day.of(world.clock().instant());
        if (today.isBefore(wanted)) {
            throw new Failure(
                    ExitCode.BAD_INPUT,
                    "%s has not begun: in UTC it is %s. Days before today can be skipped.".formatted(wanted, today));
        }
        return wanted;
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text)
                .orElseThrow(() -> new Failure(ExitCode.BAD_INPUT, text + " is not an e-mail address."));
    }
}
