package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain                                        | plain",
                "=?utf-8?q?Pigeons_at_=C3=A9cole?=            | Pigeons at école",
                "=?UTF-8?B?5pel5YiK?= =?utf-8?b?SUVURg==?=    | 日刊IETF",
                "a =?utf-8?q?b?= c                            | a b c",
                "=?iso-8859-1*en?Q?=E9?=                      | é",
                "=?utf-8?b?5pel5Q==?= =?utf-8?b?iIo=?=        | 日刊",
                "=?utf-8?q?=E6=97?= =?utf-8?q?=A5?=           | 日",
                "=?utf-8?q?=ZZ=C3=A9=?=                       | =ZZé=",
                "=?utf-8?x?abc?=                              | =?utf-8?x?abc?=",
                "=?utf-8?q?open                               | =?utf-8?q?open",
                "=?x-unknown?q?caf=E9?=                       | café",
                "=?utf-8?q?a=0D=0Ab=00c=7F=1Bd?=              | a b c d",
                "=?utf-16be?b?ACAADQAKAEI=?=                  | B"
            })
    void encoded_words_become_one_line(String written, String decoded) {
        assertThat(HeaderText.decode(written)).isEqualTo(decoded);
    }

    @Test
    void raw_octets_are_utf_8_or_else_windows_1252() {
        assertThat(subject("Subject: caf\u00c3\u00a9\n")).isEqualTo("café");
        assertThat(subject("Subject: caf\u00e9 \u0093x\u0094\n")).isEqualTo("café “x”");
    }

    @Test
    void folds_become_one_blank() {
        assertThat(subject("Subject : Last Call:\r\n\t<draft-a-b-00.txt>\n  (A\u0000 B) to C\n"))
                .isEqualTo("Last Call: <draft-a-b-00.txt> (A B) to C");
    }

    @Test
    void an_envelope_takes_what_any_header_says() {
        Envelope envelope = Mails.read("""
                Received: from a by b; not a date
                Received: from c by d; Sun, 22 Nov 2026 18:00:05 +0000
                Received: from e by f; Sun, 22 Nov 2026 18:00:01 +0000
                From: "The \\"IESG\\" <x@y>" <IESG-Secretary@ietf.org> (the secretary)
                Sender:owner-ietf-announce@ietf.org
                To: IETF-Announce:;
                cc: rddp at ietf.org, Group: a@b.example, <@route:c@d.example>;
                List-Id: "About <nothing>"
                 <IETF-Announce.ietf.ORG>
                Message-Id: <1@x.example>
                Archived-At: <https://mailarchive.ietf.org/arch/msg/x/y>

                """).envelope();

        assertThat(envelope.from()).contains("iesg-secretary@ietf.org");
        assertThat(envelope.addressed())
                .containsExactly(
                        "owner-ietf-announce@ietf.org", "ietf-announce", "rddp@ietf.org", "a@b.example", "c@d.example");
        assertThat(envelope.list()).hasToString("Optional[ietf-announce.ietf.org]");
        assertThat(envelope.messageId()).contains("1@x.example");
        assertThat(envelope.archivedAt()).contains("https://mailarchive.ietf.org/arch/msg/x/y");
        assertThat(envelope.received()).hasToString("Optional[2026-11-22T18:00:05Z]");
        assertThat(envelope.sent()).isEmpty();
    }

    private static String subject(String header) {
        return Mails.read(Mails.raw(header + "\n")).envelope().subject().orElseThrow();
    }
}
