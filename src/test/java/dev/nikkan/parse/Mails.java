package dev.nikkan.parse;

import dev.nikkan.model.Announcement;
import dev.nikkan.model.Event;
import dev.nikkan.model.Octets;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/// Mail for the parser's tests: the files in `mail/`, and mail written out in a test.
final class Mails {
    private Mails() {}

    static Octets file(String name) {
        try (InputStream stream = Objects.requireNonNull(Mails.class.getResourceAsStream("/mail/" + name), name)) {
            return Octets.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Each character one octet.
    static Octets raw(String text) {
        return Octets.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static ReadMessage read(Octets octets) {
        return new MessageParser(Optional.empty()).parse(octets);
    }

    static ReadMessage read(String text) {
        return read(octets(text));
    }

    static Announcement announcement(ReadMessage message) {
        if (message.reading() instanceof Reading.Announced announced) {
            return announced.announcement();
        }
        throw new AssertionError("no announcement: " + message.reading());
    }

    static Event event(ReadMessage message) {
        return (Event) announcement(message);
    }

    /// A draft's announcement as the datatracker has sent it since 2023.
    static String draftPost(String header, String body) {
        return """
                From: internet-drafts@ietf.org
                To: i-d-announce@ietf.org
                Subject: I-D Action: draft-example-pigeons-03.txt
                Date: Sun, 22 Nov 2026 10:00:00 -0800
                List-Id: <i-d-announce.ietf.org>
                """ + header + "\n" + body;
    }

    static final String PIGEONS = """
            Internet-Draft draft-example-pigeons-03.txt is now available.

               Title:   Pigeons at Scale
               Author:  Ada Example
               Name:    draft-example-pigeons-03.txt
               Pages:   7
               Dates:   2026-11-22

            Abstract:

               Pigeons carry packets.

            The IETF datatracker status page for this Internet-Draft is:
            https://datatracker.ietf.org/doc/draft-example-pigeons/
            """;
}
