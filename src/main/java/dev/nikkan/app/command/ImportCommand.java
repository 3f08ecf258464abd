package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.MailLane;
import dev.nikkan.intake.archive.MailArchive;
import dev.nikkan.model.MailingList;
import dev.nikkan.store.Access;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import dev.nikkan.store.Successions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "import",
        header = "Take mail from archives into the store, on the same path as live mail.",
        description = {
            "",
            "A path may be an mbox, also compressed with gzip or in a tar file, a Maildir, a folder of messages (.eml,"
                    + " .mbox and so on), a single message, or - for standard input. Of a folder and of a tar file it"
                    + " takes what is in a Maildir's cur and new, and files named as mail (.eml, .mbox, .mbx, .mail,"
                    + " .msg, .gz, .tgz, .tar, or a number). The same mail imported again makes no second row. Without a"
                    + " configuration the two IETF lists are trusted.",
            "",
            "An import that was ended goes on where it was when the same command is given again; a file that was"
                    + " imported and has not changed since is passed over. A file that cannot be read to its end is"
                    + " named, the others are imported, and the exit code says so (65 for a damaged one)."
        },
        footer = {
            "",
            "Examples:",
            "  nikkan --store nikkan.db import i-d-announce/*.mbox.gz",
            "  nikkan import --list ietf-announce.ietf.org 1998-03.mbox"
        })
final class ImportCommand implements Command {
    private final World world;
    private final Setup setup;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "an archive; - is standard input")
    private List<String> paths = List.of();

    @Option(
            names = "--list",
            paramLabel = "ID",
            description = "the List-Id of mails that name no list, as those of before 2003")
    private Optional<String> list = Optional.empty();

    @Option(names = "--again", description = "read also files that were imported before")
    private boolean again;

    @Option(names = "--json", description = "print the account as one JSON object")
    private boolean json;

    ImportCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() throws IOException {
        ImportBatch.Order order = new ImportBatch.Order(list.map(ImportCommand::mailingList), again);
        Progress progress = new Progress(world, size());
        try (Interruption interruption = Interruption.awaited()) {
            return run(order, progress, interruption);
        }
    }

    private ExitCode run(ImportBatch.Order order, Progress progress, Interruption interruption) throws IOException {
        Configuration configuration = setup.configuration(Use.STORE);
        order.assumed().ifPresent(assumed -> remarkOn(assumed, configuration));
        try (Store store = setup.openStore(Access.CREATE)) {
            store.keepManyPages();
            MailStore mails = new MailStore(store, world.clock());
            Intake intake = setup.intake(configuration, mails);
            // First: of a draft that was announced twice, the one stored first is the entry.
            resume(store, intake);
            ExitCode outcome = importAll(mails, intake, order, progress, interruption);
            mails.endImport();
            if (outcome == ExitCode.TEMPORARY) {
                world.err().println("nikkan: The import was ended. The same command again goes on where it was.");
            } else {
                finish(store, intake);
            }
            return outcome;
        }
    }

    /// @return [ExitCode#TEMPORARY] if somebody ended it
    private ExitCode importAll(
            MailStore mails, Intake intake, ImportBatch.Order order, Progress progress, Interruption interruption)
            throws IOException {
        boolean killed = mails.beginImport();
        try (MailLane lane = killed ? intake.lane("import") : intake.archiveLane("import")) {
            return importAll(
                    new ImportBatch(mails, intake, lane, order, progress, interruption::isAsked), progress, mails);
        }
    }

    private ExitCode importAll(ImportBatch batch, Progress progress, MailStore mails) throws IOException {
        long newestBefore = mails.newest();
        ExitCode outcome = ExitCode.IO;
        try {
            outcome = readAll(batch, progress);
        } finally {
            batch.end();
            progress.clear();
            boolean finished = outcome == ExitCode.OK;
            print(new ImportAccount(batch.messages(), batch.added(), mails.importedSince(newestBefore), finished));
        }
        return outcome;
    }

    private void print(ImportAccount account) {
        try {
            world.out().println(json ? account.json() : account.text());
            world.out().flush();
        } catch (ReaderGone _) {
            // The import is to be finished all the same.
        }
    }

    private void remarkOn(MailingList assumed, Configuration configuration) {
        Set<MailingList> counting = configuration.trust().lists();
        if (!counting.contains(assumed)) {
            world.err()
                    .println(
                            "nikkan: Mails of %s are kept and not digested; those of %s are. The same import with one of"
                                            .formatted(assumed.id(), ids(counting))
                                    + " these for --list corrects what has no list of its own.");
        }
    }

    private static String ids(Set<MailingList> lists) {
        return lists.stream().map(MailingList::id).sorted().collect(Collectors.joining(" and "));
    }

    private static MailingList mailingList(String id) {
        String bare = id.strip().replaceFirst("^<(.*)>$", "$1");
        if (!bare.matches("[A-Za-z0-9._-]+")) {
            throw new Failure(
                    ExitCode.USAGE, "\"%s\" is no List-Id; write one like ietf-announce.ietf.org.".formatted(id));
        }
        return new MailingList(bare);
    }

    /// Looks at all paths before anything is imported: a slip in the last one should not show after an hour.
    private long size() throws IOException {
        long size = 0;
        for (String path : paths) {
            if (!path.equals("-") && !Files.exists(Path.of(path))) {
                throw new Failure(ExitCode.NO_INPUT, path + " does not exist; nothing was imported.");
            }
            size += path.equals("-") ? 0 : MailArchive.size(Path.of(path));
        }
        return size;
    }

    private ExitCode readAll(ImportBatch batch, Progress progress) throws IOException {
        MailArchive archive = new MailArchive(batch, ImportBatch.MOST_OCTETS_A_MAIL, progress::read);
        for (String path : paths) {
            try {
                if (path.equals("-")) {
                    archive.read(world.in(), "-");
                } else {
                    archive.read(Path.of(path));
                }
            } catch (ImportStopped _) {
                return ExitCode.TEMPORARY;
            }
        }
        return batch.outcome();
    }

    /// Reads what an import that was killed has left unread. A daemon that runs on this store has pending mail in its
    /// hands and looks after it by itself.
    private void resume(Store store, Intake intake) {
        if (DaemonLock.holder(store.file()).isEmpty()) {
            if (setup.knowsTrust(store)) {
                intake.resume();
            } else {
                intake.resumeArchived();
            }
        }
    }

    /// What could not be read at the first try, and which draft went on under which name: that too is the daemon's, if
    /// there is one.
    private void finish(Store store, Intake intake) {
        resume(store, intake);
        if (DaemonLock.holder(store.file()).isEmpty()) {
            new Successions(store, world.clock())
                    .examineAll(() -> DaemonLock.holder(store.file()).isEmpty());
        }
    }
}
