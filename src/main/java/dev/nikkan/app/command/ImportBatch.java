package dev.nikkan.app.command;

import dev.nikkan.intake.Intake;
import dev.nikkan.intake.MailLane;
import dev.nikkan.intake.archive.ArchivedMail;
import dev.nikkan.intake.archive.MailSink;
import dev.nikkan.intake.archive.OversizeMail;
import dev.nikkan.intake.archive.Position;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Origin;
import dev.nikkan.model.Sha256;
import dev.nikkan.store.ArchiveFile;
import dev.nikkan.store.ArchiveProgress;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Mails on their way into the store, as many at a time as make a transaction worth its wait for the disk; with them
/// goes how far each file is read.
final class ImportBatch implements MailSink {
    /// As for mail that is fetched.
    static final int MOST_OCTETS_A_MAIL = 25 << 20;

    /// What the index of search costs is mostly paid by the transaction: a fifth less than with a quarter of this.
    private static final int MOST_MAILS = 4000;

    private static final int MOST_OCTETS = 16 << 20;
    private static final int LARGE_MAIL_OCTETS = 4 << 20;
    private static final int HEAD_OCTETS = 64 << 10;

    /// @param assumed the list of mails that name none
    /// @param again whether files are read that were imported before
    record Order(Optional<MailingList> assumed, boolean again) {}

    private final MailStore mails;
    private final Intake intake;
    private final MailLane lane;
    private final Order order;
    private final Progress progress;
    private final BooleanSupplier stopping;
    private final List<Incoming> waiting = new ArrayList<>();
    private final Map<String, ArchiveProgress> archives = new LinkedHashMap<>();
    private @Nullable ArchiveProgress current;
    private long octets;
    private long messages;
    private long added;
    private ExitCode outcome = ExitCode.OK;

    /// @param stopping whether somebody wants the import to end
    ImportBatch(
            MailStore mails, Intake intake, MailLane lane, Order order, Progress progress, BooleanSupplier stopping) {
        this.mails = mails;
        this.intake = intake;
        this.lane = lane;
        this.order = order;
        this.progress = progress;
        this.stopping = stopping;
    }

    @Override
    public Optional<Position> begin(Path file) throws IOException {
        requireGoingOn();
        ArchiveFile found = look(file);
        Optional<ArchiveProgress> before = order.again() ? Optional.empty() : mails.imported(found);
        before.ifPresent(done -> messages += done.messages());
        before.ifPresent(done -> progress.say(
                done.finished()
                        ? "%s is imported already; --again reads it all the same".formatted(file)
                        : "%s: going on behind message %d".formatted(file, done.messages())));
        current = before.orElse(new ArchiveProgress(found, 0, 0, false));
        return before.filter(ArchiveProgress::finished).isPresent()
                ? Optional.empty()
                : Optional.of(new Position(current.messages(), current.octet()));
    }

    private ArchiveFile look(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new ArchiveFile(
                    file.toAbsolutePath().normalize().toString(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant(),
                    Sha256.of(in.readNBytes(HEAD_OCTETS)),
                    order.assumed());
        }
    }

    @Override
    public void mail(ArchivedMail mail) throws IOException {
        requireGoingOn();
        boolean large = mail.octets().size() > LARGE_MAIL_OCTETS;
        if (large || waiting.size() >= MOST_MAILS || octets + mail.octets().size() > MOST_OCTETS) {
            flush();
        }
        waiting.add(
                new Incoming(mail.octets(), Optional.empty(), Origin.IMPORT, mail.separatorDate(), order.assumed()));
        octets += mail.octets().size();
        if (large) {
            // The heap has room for one.
            lane.drain();
            flush();
            lane.drain();
        }
    }

    @Override
    public void oversize(OversizeMail mail) throws IOException {
        requireGoingOn();
        flush();
        lane.drain();
        stored(List.of(intake.addOversize(
                mail,
                order.assumed(),
                mail.size() + " octets, more than the " + MOST_OCTETS_A_MAIL + " that are kept")));
    }

    private void requireGoingOn() throws ImportStopped {
        if (stopping.getAsBoolean()) {
            throw new ImportStopped();
        }
    }

    @Override
    public void reached(Position position) {
        ArchiveProgress file = current;
        if (file != null) {
            put(new ArchiveProgress(file.file(), position.messages(), position.octet(), false));
        }
    }

    @Override
    public void end(Path file) {
        ArchiveProgress last = current;
        if (last != null) {
            put(new ArchiveProgress(last.file(), last.messages(), last.octet(), true));
        }
        current = null;
    }

    /// How far it came stays as it is, not finished: the next import goes on there.
    @Override
    public void unread(String file, IOException cause) {
        progress.say(
                "nikkan: %s cannot be read to its end: %s. What came before is imported; mend it and import it again."
                        .formatted(file.equals("-") ? "standard input" : file, Causes.of(cause)));
        if (outcome == ExitCode.OK) {
            outcome = Causes.exitCode(cause);
        }
        current = null;
    }

    /// No failure: what its owner deletes is no part of the archive any more.
    @Override
    public void gone(Path file) {
        progress.say("%s was deleted while its folder was read".formatted(file));
        current = null;
    }

    /// What to say of the files that were read: of the first of those that could not be.
    ExitCode outcome() {
        return outcome;
    }

    private void put(ArchiveProgress reached) {
        current = reached;
        archives.put(reached.file().path(), reached);
    }

    private void flush() {
        List<Incoming> batch = List.copyOf(waiting);
        List<ArchiveProgress> reached = List.copyOf(archives.values());
        waiting.clear();
        archives.clear();
        octets = 0;
        lane.store(batch, reached, this::stored);
    }

    private void stored(List<Stored> batch) {
        messages += batch.size();
        added += batch.stream().filter(Stored::added).count();
        progress.show(this::account);
    }

    /// Waits until everything is stored and read.
    void end() {
        flush();
        lane.drain();
    }

    long messages() {
        return messages;
    }

    long added() {
        return added;
    }

    private String account() {
        return "%d messages, %d new, %d stored already".formatted(messages, added, messages - added);
    }
}
