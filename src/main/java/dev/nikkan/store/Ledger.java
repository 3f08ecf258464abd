package dev.nikkan.store;

import dev.nikkan.model.Attempt;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.Octets;
import dev.nikkan.model.UnsurePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Mails to be sent, and what became of every try: digests in the [Outbox], answers in [Answers]. What is about
/// to be done to a mail is committed before it is done. Thread-safe.
public sealed interface Ledger permits Outbox, Answers {
    /// The mails whose time has come, longest due first; none while sending is held, but those released.
    List<Delivery> due(int limit, Instant now);

    /// All mails whose time has come, longest due first; none while sending is held, but those released.
    List<Waiting> waiting(Instant now);

    /// A mail by its number, if its time has come and still is.
    Optional<Delivery> due(long id, Instant now);

    /// A mail whose time has come.
    ///
    /// @param domain the recipient's, in lower case
    record Waiting(long id, String domain) {}

    /// The body that follows a mail's header.
    Octets body(Delivery delivery);

    /// Marks mails as being sent, in one transaction, before their first octet.
    ///
    /// @return those that are ours to send: another process may have taken the others
    List<Delivery> begin(List<Delivery> deliveries, Instant now);

    /// Writes down how a begun mail's attempt ended.
    ///
    /// @param next when to try again; empty: a deferral ends as failed, an unknown outcome as unsure
    void record(Delivery delivery, Attempt attempt, Instant ended, Optional<Instant> next);

    /// Ends as failed what is due and was planned before a moment, each with the reason.
    ///
    /// @return what was ended, `limit` at most
    List<Delivery> giveUp(Instant plannedBefore, String reason, int limit, Instant now);

    /// Takes up what a process that ended left as being sent: perhaps the server has it, perhaps not.
    ///
    /// @return how many there were
    int recoverInterrupted(UnsurePolicy policy, Instant now);

    /// Ends what has nothing left to be sent.
    void settle();

    /// Notes what keeps mails from being sent, for `status`; empty: nothing does.
    void noteTrouble(Optional<String> trouble);
}
