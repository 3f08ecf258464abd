package dev.nikkan.deliver;

import static dev.nikkan.deliver.SmtpExamples.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.fixtures.DkimKey;
import dev.nikkan.model.Octets;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is signed and what is not. That others find the signatures right, with other software and after a hop,
/// stands in ReturnedMailIT.
final class DkimSignerTest {
    private static final DkimKey KEY = DkimKey.generate(2048);
    private static final String HEADER = """
            From: =?UTF-8?B?5pel5YiK?=
             <digest@example.org>\r
            To: reader@example.net\r
            Subject: Nikkan\r
            Date: Sun, 22 Nov 2026 00:10:00 +0000\r
            Message-ID: <digest.20261121.1@example.org>\r
            List-Unsubscribe: <https://example.org/u/1>,\r
             <mailto:digest@example.org?subject=unsubscribe>\r
            List-Unsubscribe-Post: List-Unsubscribe=One-Click\r
            X-Loop: digest@example.org\r
            """.replace("5pel5YiK?=\n", "5pel5YiK?=\r\n");

    private final DkimSigner signer = new DkimSigner(new DkimSettings("example.org", "winter", KEY.key()));

    private static Stream<String> bodies() {
        return Stream.of(
                "Content-Type: text/plain\r\n\r\nHello.\r\n",
                "Content-Type: text/plain\r\n\r\n.\r\n..\r\n.dots\r\n",
                "Content-Type: text/plain\r\n\r\nblanks  at  the end \t \r\n\r\n\r\n",
                "Content-Type: text/plain\r\n\r\n",
                "\r\nno field of its own\r\n",
                "Content-Type: multipart/alternative;\r\n boundary=\"b\"\r\n\r\n--b\r\n\r\none\r\n--b--\r\n");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_signed_mail_is_found_authentic_whatever_its_shape(String body) throws Exception {
        Octets header = octets(HEADER);

        String digest = text(signer.signed(header, new Body(octets(body)))) + body;
        String answer = text(signer.signed(octets(HEADER + body), new Body(octets(""))));

        assertThat(verified(digest)).hasSize(1);
        assertThat(verified(answer)).hasSize(1);
        assertThat(digest).isEqualTo(answer);
    }

    @Test
    void every_field_is_signed_and_those_that_readers_see_once_more_than_they_are_there() throws Exception {
        String mail = text(signer.signed(octets(HEADER), new Body(octets("\r\nHello.\r\n")))) + "\r\nHello.\r\n";

        SignatureRecord record = verified(mail).getFirst();

        assertThat(record.getHeaders().stream().map(Object::toString))
                .containsExactly(
                        "From",
                        "From",
                        "To",
                        "To",
                        "Subject",
                        "Subject",
                        "Date",
                        "Date",
                        "Reply-To",
                        "Message-ID",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post",
                        "X-Loop");
        assertThat(record.getDToken()).hasToString("example.org");
        assertThat(mail.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        for (String added : List.of("From: other@example.net", "Subject: other", "Reply-To: other@example.net")) {
            assertThatThrownBy(() -> verified(added + "\r\n" + mail)).isInstanceOf(FailException.class);
        }
        assertThatThrownBy(() -> verified(mail.replace("One-Click", "One-Clock")))
                .isInstanceOf(FailException.class);
        assertThatThrownBy(() -> verified(mail.replace("Hello.", "Hello!"))).isInstanceOf(FailException.class);
    }

    @Test
    void p6_every_attempt_sends_the_same_octets() {
        Body body = new Body(octets("\r\nHello.\r\n"));

        assertThat(signer.signed(octets(HEADER), body)).isEqualTo(signer.signed(octets(HEADER), body));
    }

    private static String text(Octets octets) {
        return new String(octets.array(), StandardCharsets.ISO_8859_1);
    }

    private static List<SignatureRecord> verified(String mail) throws Exception {
        DKIMVerifier verifier = new DKIMVerifier((_, selector, domain) -> {
            assertThat(selector + "." + domain).isEqualTo("winter.example.org");
            return List.of(KEY.record());
        });
        return verifier.verify(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
