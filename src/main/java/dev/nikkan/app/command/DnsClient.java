package dev.nikkan.app.command;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Asks one resolver (RFC 1035). Java's own needs a module that changes how every name is looked up, and does not tell
/// "there is none" from "nobody answered". A resolver that has not answered is not asked again: somebody is waiting.
///
/// Not thread-safe.
final class DnsClient {
    private static final int TRIES = 2;
    private static final int CLASS_IN = 1;
    private static final int NO_SUCH_NAME = 3;
    /// What passes everywhere unfragmented (RFC 9715).
    private static final int LARGEST = 1232;

    private final InetSocketAddress resolver;
    private final Duration patience;
    private final RandomGenerator random;
    private boolean mute;

    enum RecordType {
        A(1),
        PTR(12),
        TXT(16);

        private final int number;

        RecordType(int number) {
            this.number = number;
        }
    }

    sealed interface Answer {}

    /// @param values none where there is no such name, or none of that type; pieces of a text joined
    record Found(List<String> values) implements Answer {}

    /// @param reason half a sentence
    record NotKnown(String reason) implements Answer {}

    /// @param patience for each of two tries
    DnsClient(InetSocketAddress resolver, Duration patience, RandomGenerator random) {
        this.resolver = resolver;
        this.patience = patience;
        this.random = random;
    }

    Answer ask(String name, RecordType type) {
        if (mute) {
            return new NotKnown("the resolver " + resolver.getHostString() + " does not answer");
        }
        try {
            return read(exchanged(question(name, type)), type);
        } catch (SocketTimeoutException _) {
            mute = true;
            return new NotKnown("the resolver " + resolver.getHostString() + " does not answer");
        } catch (IOException | RuntimeException e) {
            // Whatever a resolver sends, doctor goes on.
            return new NotKnown("the resolver's answer could not be read (" + e.getMessage() + ")");
        }
    }

    private byte[] question(String name, RecordType type) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeShort(random.nextInt(1 << 16));
        out.writeShort(0x0100); // recursion desired
        out.writeShort(1);
        out.writeInt(0);
        out.writeShort(1);
        for (String label : name.split("\\.", -1)) {
            byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
            if (ascii.length == 0 || ascii.length > 63) {
                throw new IOException(name + " is no name");
            }
            out.writeByte(ascii.length);
            out.write(ascii);
        }
        out.writeByte(0);
        out.writeShort(type.number);
        out.writeShort(CLASS_IN);
        // EDNS (RFC 6891): the root, OPT, how much we take.
        out.writeByte(0);
        out.writeShort(41);
        out.writeShort(LARGEST);
        out.writeInt(0);
        out.writeShort(0);
        return octets.toByteArray();
    }

    private ByteBuffer exchanged(byte[] question) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(resolver);
            for (int left = TRIES; ; left--) {
                socket.send(new DatagramPacket(question, question.length));
                try {
                    ByteBuffer answer = answer(socket, question);
                    boolean truncated = (answer.get(2) & 2) != 0;
                    return truncated ? overTcp(question) : answer;
                } catch (SocketTimeoutException e) {
                    if (left == 1) {
                        throw e;
                    }
                }
            }
        }
    }

    private ByteBuffer answer(DatagramSocket socket, byte[] question) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        byte[] octets = new byte[LARGEST];
        while (true) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout(Math.toIntExact(left));
            DatagramPacket packet = new DatagramPacket(octets, octets.length);
            socket.receive(packet);
            boolean ours = packet.getLength() >= 12 && octets[0] == question[0] && octets[1] == question[1];
            if (ours) {
                return ByteBuffer.wrap(octets, 0, packet.getLength());
            }
        }
    }

    private ByteBuffer overTcp(byte[] question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(resolver, Math.toIntExact(patience.toMillis()));
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(question.length);
            out.write(question);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort()));
        }
    }

    private static Answer read(ByteBuffer answer, RecordType type) {
        int code = answer.get(3) & 15;
        if (code != 0 && code != NO_SUCH_NAME) {
            return new NotKnown("the resolver answered with error " + code);
        }
        int questions = answer.getShort(4);
        int answers = answer.getShort(6);
        answer.position(12);
        for (int i = 0; i < questions; i++) {
            name(answer);
            answer.position(answer.position() + 4);
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            name(answer);
            int found = answer.getShort();
            answer.position(answer.position() + 6);
            int end = Short.toUnsignedInt(answer.getShort()) + answer.position();
            if (found == type.number) {
                values.add(value(answer, type, end));
            }
            answer.position(end);
        }
        return new Found(List.copyOf(values));
    }

    private static String value(ByteBuffer answer, RecordType type, int end) {
        return switch (type) {
            case TXT -> texts(answer, end);
            case PTR -> name(answer);
            case A ->
                "%d.%d.%d.%d"
                        .formatted(answer.get() & 0xFF, answer.get() & 0xFF, answer.get() & 0xFF, answer.get() & 0xFF);
        };
    }

    /// A text of more than 255 octets comes in several strings, to be read as one (RFC 7208 §3.3).
    private static String texts(ByteBuffer answer, int end) {
        StringBuilder text = new StringBuilder();
        while (answer.position() < end) {
            byte[] piece = new byte[answer.get() & 0xFF];
            answer.get(piece);
            text.append(new String(piece, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /// A name, which may go on elsewhere in the answer (RFC 1035 §4.1.4), further ahead each time.
    private static String name(ByteBuffer answer) {
        List<String> labels = new ArrayList<>();
        ByteBuffer at = answer;
        int before = answer.position();
        for (int length = at.get() & 0xFF; length != 0; length = at.get() & 0xFF) {
            if (length >= 0xC0) {
                int target = ((length & 0x3F) << 8) | (at.get() & 0xFF);
                if (target >= before) {
                    throw new IllegalArgumentException("a name that points at itself");
                }
                before = target;
                at = answer.duplicate().position(target);
            } else {
                byte[] label = new byte[length];
                at.get(label);
                labels.add(new String(label, StandardCharsets.US_ASCII));
            }
        }
        return String.join(".", labels).toLowerCase(Locale.ROOT);
    }
}
