package dev.nikkan.deliver;

import java.io.IOException;

/// The connection would not be protected as configured.
final class NotSecureException extends IOException {
    NotSecureException(String message) {
        super(message);
    }
}
