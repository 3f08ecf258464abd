package dev.nikkan.intake.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An mbox takes as much stack and memory as its largest message, however many messages it has.
final class LongMboxTest {
    private static final String SEPARATOR = "From a@example.org Wed Feb 26 14:01:35 2003\n";
    private static final int MAILS = 5_000;
    private static final int SMALL_STACK = 256 << 10;

    /// Forms for which the reader has to look ahead: behind a body that a header measures, and behind a separator
    /// that has no blank line before it.
    static Stream<Arguments> forms() {
        return Stream.of(
                form("Content-Length", LongMboxTest::measured, "\n"),
                form("Content-Length without blank lines", LongMboxTest::measured, ""),
                form("one wrong Content-Length", number -> measured(number) + (number == 9 ? "more\n" : ""), "\n"),
                form("no blank lines", number -> mail(number, "", 3_000), ""),
                form("no blank lines before long header fields", number -> mail(number, "x".repeat(50_000), 30), ""));
    }

    private static Arguments form(String name, IntFunction<String> mail, String end) {
        return Arguments.of(name, mail, end);
    }

    private static String measured(int number) {
        String body = ("text " + number + "\n").repeat(1 + number % 30);
        return "Subject: " + number + "\nContent-Length: " + body.length() + "\n\n" + body;
    }

    private static String mail(int number, String field, int octets) {
        return "Received: " + field + "\nSubject: " + number + "\n\n" + "a line of text\n".repeat(octets / 15);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void p15_thousands_of_mails_need_little_stack_and_the_memory_of_one(
            String form, IntFunction<String> mail, String end) throws Exception {
        Expecting sink = new Expecting(mail);
        InputStream mbox = mbox(mail, end);

        onSmallStack(() -> new MailArchive(sink, 1 << 20, _ -> {}).read(mbox, form));

        assertThat(sink.number).isEqualTo(MAILS);
        assertThat(sink.inUseAtEnd - sink.inUseAtBeginning)
                .as("octets that stay in use")
                .isLessThan(8 << 20);
    }

    /// One that is right, and one that leads behind the end of the file.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void p15_a_measured_body_of_blank_lines_is_looked_through_in_the_memory_of_a_body(int times) throws Exception {
        int body = 6 << 20;
        byte[] blank = octets("\n".repeat(1 << 20));
        String header = "Subject: blank\nContent-Length: " + times * body + "\n\n";
        long[] size = {0};
        long[] atEnd = {0};
        Iterator<byte[]> pieces = Stream.concat(
                        Stream.of(octets(SEPARATOR + header)),
                        IntStream.rangeClosed(1, body >> 20)
                                .mapToObj(number -> number)
                                .peek(number -> atEnd[0] = inUse())
                                .map(_ -> blank))
                .iterator();
        long atBeginning = inUse();

        new MailArchive(mail -> size[0] = mail.octets().size(), 32 << 20, _ -> {})
                .read(new OneAfterAnother(pieces), "blank");

        assertThat(size[0]).isBetween((long) header.length() + body - 1, (long) header.length() + body);
        assertThat(atEnd[0] - atBeginning)
                .as("octets in use before the last piece")
                .isLessThan(4L * body);
    }

    private static InputStream mbox(IntFunction<String> mail, String end) {
        Iterator<byte[]> mails = IntStream.range(0, MAILS)
                .mapToObj(number -> octets(SEPARATOR + mail.apply(number) + end))
                .iterator();
        return new OneAfterAnother(mails);
    }

    /// Made as it is read: all at once would take the memory that is measured. Fills what it is given, as a file does.
    private static final class OneAfterAnother extends InputStream {
        private final Iterator<byte[]> pieces;
        private ByteArrayInputStream piece = new ByteArrayInputStream(new byte[0]);

        OneAfterAnother(Iterator<byte[]> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int read = 0;
            while (read < length && (piece.available() > 0 || pieces.hasNext())) {
                if (piece.available() == 0) {
                    piece = new ByteArrayInputStream(pieces.next());
                }
                read += piece.readNBytes(buffer, offset + read, length - read);
            }
            return read == 0 ? -1 : read;
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private interface Reading {
        void run() throws Exception;
    }

    private static void onSmallStack(Reading reading) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            reading.run();
            return true;
        });
        new Thread(null, task, "small stack", SMALL_STACK).start();
        task.get();
    }

    /// Compares each mail with what was written, keeps none, and looks at the memory twice.
    private static final class Expecting implements MailSink {
        private final IntFunction<String> mail;
        private int number;
        private long inUseAtBeginning;
        private long inUseAtEnd;

        Expecting(IntFunction<String> mail) {
            this.mail = mail;
        }

        @Override
        public void mail(ArchivedMail given) {
            assertThat(given.octets().array()).isEqualTo(octets(mail.apply(number)));
            number++;
            if (number == 100) {
                inUseAtBeginning = inUse();
            } else if (number == MAILS) {
                inUseAtEnd = inUse();
            }
        }
    }

    private static long inUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
