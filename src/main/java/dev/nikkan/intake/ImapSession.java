package dev.nikkan.intake;

import dev.nikkan.intake.ImapFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One logged-in IMAP connection, used by one thread. No step lasts longer than [Timing] allows: then the socket is
/// closed under it. Nothing is cached, no event is relied on.
final class ImapSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ImapSession.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final String TOO_SLOW = "it did not answer in time";

    private final IMAPProtocol protocol;
    private final SeverableSocket socket;
    private final Supervisor supervisor;
    private final Timing timing;
    private final String server;
    private final IdleCommand idle;
    private boolean news;
    private boolean broken;

    private ImapSession(
            IMAPProtocol protocol, SeverableSocket socket, Supervisor supervisor, Timing timing, String server) {
        this.protocol = protocol;
        this.socket = socket;
        this.supervisor = supervisor;
        this.timing = timing;
        this.server = server;
        this.idle = new IdleCommand(protocol::idleAbort);
    }

    static ImapSession open(SourceSettings source, Timing timing, SeverableSocket socket, Supervisor supervisor)
            throws ImapFailure {
        try (var _ = supervisor.limit(timing.login(), () -> socket.sever(TOO_SLOW))) {
            IMAPProtocol protocol = new ImapLogin(source, timing).open(socket, supervisor);
            return new ImapSession(protocol, socket, supervisor, timing, source.host());
        }
    }

    boolean offers(String capability) {
        return protocol.hasCapability(capability);
    }

    /// Opens a folder, with EXAMINE unless it is to be changed.
    ///
    /// @return its UIDVALIDITY, 0 if the server names none
    long open(String folder, boolean toChange) throws ImapFailure {
        try (var _ = supervisor.limit(timing.work(), this::tooSlow)) {
            MailboxInfo info = toChange ? protocol.select(folder) : protocol.examine(folder);
            return Math.max(0, info.uidvalidity);
        } catch (CommandFailedException | BadCommandException e) {
            throw new ImapFailure(
                    Kind.NO_FOLDER, server + " does not open the folder " + folder + ": " + ServerText.of(e), e);
        } catch (ProtocolException e) {
            throw lost(e);
        }
    }

    /// Makes the server answer.
    void noop() throws ImapFailure {
        command("NOOP", null, timing.answer());
    }

    /// `UID SEARCH`; the answer in no particular order.
    List<Long> search(String criteria) throws ImapFailure {
        List<Long> found = new ArrayList<>();
        for (Response response : command("UID SEARCH " + criteria, null, timing.work())) {
            if (response instanceof IMAPResponse line && line.keyEquals("SEARCH")) {
                for (long uid = line.readLong(); uid != -1; uid = line.readLong()) {
                    found.add(uid);
                }
            }
        }
        return found;
    }

    /// `UID FETCH`, one response at a time, so that memory holds one mail and not the batch.
    void fetch(String set, String items, Consumer<FetchResponse> each) throws ImapFailure {
        broken = true; // until all of the answer is read: `each` may throw
        try (var limit = supervisor.limit(timing.work(), this::tooSlow)) {
            String tag = protocol.writeCommand("UID FETCH " + set + " " + items, null);
            Response response = read();
            for (; !ends(response, tag); response = read()) {
                limit.extend(timing.work());
                if (response instanceof FetchResponse fetched) {
                    each.accept(fetched);
                }
            }
            broken = false;
            requireOk(response);
        } catch (IOException | ProtocolException e) {
            throw lost(e);
        }
    }

    /// `UID STORE`, `UID COPY`, `UID MOVE`, `UID EXPUNGE` and the like.
    void change(String command) throws ImapFailure {
        command(command, null, timing.work());
    }

    void changeInto(String command, String folder) throws ImapFailure {
        command(command, new Argument().writeString(BASE64MailboxEncoder.encode(folder)), timing.work());
    }

    /// What ended IDLE.
    enum Woken {
        NEWS,
        /// It lasted as long as it should, or somebody asked.
        RENEW,
        /// The server refuses IDLE.
        REFUSED
    }

    /// Sits in IDLE (RFC 2177) until the server tells of news, `atMost` is over, or [#endIdle()] is called.
    Woken idle(Duration atMost) throws ImapFailure {
        try (var mute = supervisor.limit(timing.answer(), this::tooSlow);
                var _ = supervisor.limit(atMost, this::endIdle)) {
            String tag = protocol.writeCommand("IDLE", null);
            idle.begin(() -> mute.restart(timing.answer()));
            for (Response response = read(); !ends(response, tag); response = read()) {
                if (response.isContinuation()) {
                    mute.restart(atMost.plus(timing.answer()));
                    idle.accepted();
                } else if (news) {
                    idle.end();
                }
            }
            return wokenBy(idle.wasAccepted());
        } catch (IOException | ProtocolException e) {
            throw lost(e);
        } finally {
            idle.over();
        }
    }

    private Woken wokenBy(boolean accepted) {
        if (!accepted) {
            return Woken.REFUSED;
        }
        return news ? Woken.NEWS : Woken.RENEW;
    }

    /// Ends the IDLE that runs, or else the next one as soon as it begins. From any thread.
    void endIdle() {
        idle.end();
    }

    void forgetNews() {
        news = false;
    }

    /// Whether the server has told of a new message since [#forgetNews()].
    boolean hasNews() {
        return news;
    }

    private Response[] command(String text, @Nullable Argument argument, Duration within) throws ImapFailure {
        try (var _ = supervisor.limit(within, this::tooSlow)) {
            Response[] responses = protocol.command(text, argument);
            for (Response response : responses) {
                note(response);
            }
            protocol.handleResult(responses[responses.length - 1]);
            return responses;
        } catch (CommandFailedException | BadCommandException e) {
            throw refused(text, e);
        } catch (ProtocolException e) {
            throw lost(e);
        }
    }

    /// Skips what the library cannot read: whose mail that was is seen by its absence.
    private Response read() throws IOException {
        while (true) {
            try {
                Response response = protocol.readResponse();
                note(response);
                return response;
            } catch (ProtocolException e) {
                log.debug("{} said what cannot be read", server, e);
            }
        }
    }

    private void note(Response response) {
        if (response.isUnTagged() && response instanceof IMAPResponse line && line.keyEquals("EXISTS")) {
            news = true;
        }
    }

    private boolean ends(Response response, String tag) throws ImapFailure {
        if (response.isBYE()) {
            throw farewell(response);
        }
        return tagged(response, tag);
    }

    private void requireOk(Response response) throws ImapFailure {
        if (!response.isOK()) {
            throw new ImapFailure(Kind.COMMAND_REFUSED, server + " refused a fetch: " + ServerText.of(response));
        }
    }

    private static boolean tagged(Response response, String tag) {
        return response.isTagged() && tag.equals(response.getTag());
    }

    private ImapFailure refused(String command, Exception e) {
        return new ImapFailure(Kind.COMMAND_REFUSED, server + " refused " + verb(command) + ": " + ServerText.of(e), e);
    }

    private static String verb(String command) {
        String[] words = command.split(" ", 3);
        return (words[0].equals("UID") ? words[0] + " " + words[1] : words[0]).toUpperCase(Locale.ROOT);
    }

    private ImapFailure farewell(Response bye) {
        broken = true;
        return new ImapFailure(Kind.LOST, server + " ended the connection: " + ServerText.of(bye));
    }

    private ImapFailure lost(Exception e) {
        broken = true;
        String why = socket.reason().orElseGet(() -> ServerText.of(e));
        return new ImapFailure(Kind.LOST, "the connection to " + server + " broke: " + why, e);
    }

    private void tooSlow() {
        socket.sever(TOO_SLOW);
    }

    /// Says LOGOUT where that can be said at once, and closes the socket.
    @Override
    public void close() {
        try (var _ = supervisor.limit(FAREWELL, this::tooSlow)) {
            if (!broken) {
                protocol.logout();
            }
        } catch (ProtocolException e) {
            // The server was quicker.
        } finally {
            socket.sever("it was closed");
            protocol.disconnect();
        }
    }
}
