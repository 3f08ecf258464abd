package dev.nikkan.render;

import static java.util.stream.Collectors.joining;

import dev.nikkan.model.EmailAddress;

/// An e-mail address inside a `mailto:` address (RFC 6068 §2), where `?`, `&`, `%` and others mean something else.
final class Mailto {
    private Mailto() {}

    static String of(EmailAddress address) {
        return address.value().chars().mapToObj(c -> encoded((char) c)).collect(joining());
    }

    private static String encoded(char c) {
        boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "@.-_~+!$'*".indexOf(c) >= 0);
        return plain ? Character.toString(c) : "%%%02X".formatted((int) c);
    }
}
