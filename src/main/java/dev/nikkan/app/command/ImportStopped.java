package dev.nikkan.app.command;

import java.io.IOException;

/// Somebody has asked the import to end.
final class ImportStopped extends IOException {
    private static final long serialVersionUID = 1;
}
