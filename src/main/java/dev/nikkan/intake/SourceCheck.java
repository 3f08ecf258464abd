package dev.nikkan.intake;

import java.time.Duration;

/// Tries a source for real: the login, each folder, IDLE. Changes nothing there.
public final class SourceCheck {
    private static final Duration IDLE = Duration.ofSeconds(1);

    /// What was found out about one folder.
    public enum Finding {
        /// It can be read, and the server tells of news by itself.
        IDLES,
        /// It can be read; without IDLE (RFC 2177) new mail waits for the next poll.
        POLLS
    }

    private SourceCheck() {}

    /// @throws Failed with a sentence for the operator
    public static Finding of(SourceSettings source, String folder) throws Failed {
        try (Supervisor supervisor = new Supervisor("check " + source.account());
                ImapSession session = ImapSession.open(source, Timing.DEFAULT, new SeverableSocket(), supervisor)) {
            session.open(folder, false);
            return session.offers("IDLE") && session.idle(IDLE) != ImapSession.Woken.REFUSED
                    ? Finding.IDLES
                    : Finding.POLLS;
        } catch (ImapFailure e) {
            throw new Failed(e.sentence());
        }
    }

    /// The source cannot be read.
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String sentence) {
            super(sentence);
        }
    }
}
