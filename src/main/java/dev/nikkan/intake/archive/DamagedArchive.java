package dev.nikkan.intake.archive;

import java.io.IOException;
import java.util.Objects;

/// What is compressed or packed here cannot be unpacked to its end. The message says what is wrong, not of which file.
public final class DamagedArchive extends IOException {
    private static final long serialVersionUID = 1;

    private DamagedArchive(String message, Throwable cause) {
        super(message, cause);
    }

    DamagedArchive(IOException cause) {
        this(Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()), cause);
    }

    /// The same, of a file in the packed one.
    DamagedArchive in(String member) {
        return new DamagedArchive(member + ": " + getMessage(), this);
    }
}
