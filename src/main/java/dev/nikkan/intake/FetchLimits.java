package dev.nikkan.intake;

import dev.nikkan.store.DiskRoom;
import java.time.Duration;

/// What a pass may hold in memory and leave on the disk.
///
/// @param mail octets of the largest mail that is fetched
/// @param chunk octets asked for at a time; a larger mail comes in several chunks
/// @param batchOctets octets of the mails asked for in one command
/// @param batchMails mails asked for in one command
/// @param roomWithin how long to wait while another watch has a large mail in memory
/// @param freeDisk octets that must stay free: below, mails wait on the server
record FetchLimits(int mail, int chunk, int batchOctets, int batchMails, Duration roomWithin, long freeDisk) {
    static final FetchLimits DEFAULT =
            new FetchLimits(25 << 20, 1 << 20, 2 << 20, 250, Duration.ofMinutes(2), DiskRoom.TO_FETCH);
}
