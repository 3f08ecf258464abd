package dev.nikkan.intake;

import org.jspecify.annotations.Nullable;

/// The states of an IDLE command (RFC 2177): DONE is sent once, and only after the server has said `+`. The wish to end
/// it may come from any thread at any time, also before it begins; it is never lost.
///
/// Angus Mail's own `idleStart()` waits for ever where the server answers IDLE with NO or BAD, so only its writing of
/// DONE is used.
final class IdleCommand {
    private final Runnable sendDone;
    private @Nullable Runnable onDone;
    private boolean wanted;
    private boolean accepted;
    private boolean done;

    IdleCommand(Runnable sendDone) {
        this.sendDone = sendDone;
    }

    /// IDLE was sent.
    ///
    /// @param whenDone runs as DONE is sent: from then on the server owes us an answer
    synchronized void begin(Runnable whenDone) {
        onDone = whenDone;
        accepted = false;
        done = false;
    }

    /// The server has said `+`.
    synchronized void accepted() {
        accepted = true;
        if (wanted) {
            end();
        }
    }

    synchronized void end() {
        wanted = true;
        if (accepted && !done && onDone != null) {
            done = true;
            onDone.run();
            sendDone.run();
        }
    }

    synchronized boolean wasAccepted() {
        return accepted;
    }

    /// IDLE is over, and every wish to end it that came so far is granted.
    synchronized void over() {
        onDone = null;
        accepted = false;
        wanted = false;
    }
}
