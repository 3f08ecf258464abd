package dev.nikkan.app.command;

import dev.nikkan.intake.archive.ArchivedMail;
import dev.nikkan.intake.archive.MailArchive;
import dev.nikkan.intake.archive.MailSink;
import dev.nikkan.intake.archive.OversizeMail;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.Octets;
import dev.nikkan.model.PostingDay;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.parse.MessageParser;
import dev.nikkan.parse.ReadingJson;
import dev.nikkan.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "parse",
        header = "Print what messages say, one JSON object each.",
        description = {
            "",
            "Needs no store and no configuration. A file may hold many messages; whatever import reads will do. What"
                    + " cannot be read is a result of kind \"unreadable\", not an error."
        },
        footer = {"", "Example:", "  nikkan parse announcement.eml | jq .title"})
final class ParseCommand implements Command {
    /// More than the parser looks at.
    private static final int MOST_OCTETS = 64 << 20;

    private final World world;
    private final MessageParser parser = new MessageParser(Optional.empty(), Optional.empty(), System::nanoTime);

    private ExitCode outcome = ExitCode.OK;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "a message, an mbox, a folder; - is standard input")
    private List<String> files = List.of();

    ParseCommand(World world) {
        this.world = world;
    }

    /// Goes on after a file that cannot be opened: the others' objects are wanted all the same.
    @Override
    public ExitCode run() {
        for (String file : files) {
            try {
                parse(file);
            } catch (IOException e) {
                unread(file, e);
            }
        }
        return outcome;
    }

    private void unread(String file, IOException cause) {
        world.err().println(OneLine.of("nikkan: %s cannot be read: %s.".formatted(file, Causes.of(cause))));
        outcome = Causes.exitCode(cause);
    }

    private void parse(String file) throws IOException {
        MailArchive archive = new MailArchive(new Printer(file), MOST_OCTETS, _ -> {});
        if (file.equals("-")) {
            archive.read(world.in(), "-.eml");
        } else if (Files.isRegularFile(Path.of(file)) && Files.size(Path.of(file)) == 0) {
            print(file, new ArchivedMail(Octets.of(new byte[0]), Optional.empty()));
        } else {
            archive.read(Path.of(file));
        }
    }

    /// Prints what it is given.
    private final class Printer implements MailSink {
        private final String file;

        Printer(String file) {
            this.file = file;
        }

        @Override
        public void mail(ArchivedMail mail) {
            print(file, mail);
        }

        @Override
        public void oversize(OversizeMail mail) {
            print(file, unreadable(mail), mail.separatorDate());
        }

        @Override
        public void unread(String file, IOException cause) {
            ParseCommand.this.unread(file, cause);
        }
    }

    private ReadMessage unreadable(OversizeMail mail) {
        return new ReadMessage(
                parser.parse(mail.head()).envelope(),
                new Reading.Unreadable("it has " + mail.size() + " octets"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void print(String file, ArchivedMail mail) {
        print(file, parser.parse(mail.octets()), mail.separatorDate());
    }

    private void print(String file, ReadMessage message, Optional<Instant> separatorDate) {
        Envelope envelope = message.envelope();
        world.out()
                .println(ReadingJson.line(
                        file,
                        message,
                        PostingDay.archived(
                                envelope.sent(),
                                envelope.received().or(() -> separatorDate),
                                world.clock().instant())));
    }
}
