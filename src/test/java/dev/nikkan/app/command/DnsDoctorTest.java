package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.ConfigurationReader;
import dev.nikkan.fixtures.DkimKey;
import dev.nikkan.fixtures.DnsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DnsDoctorTest {
    private final DnsServer dns = new DnsServer();
    private final DkimKey key = DkimKey.generate(2048);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        dns.close();
    }

    private List<String> said() throws Exception {
        return said("""
                [dkim]
                key-file = "key"
                """);
    }

    private List<String> said(String more) throws Exception {
        key.write(folder.resolve("key"));
        Path file = Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "imap.example.org"
                [smtp]
                host = "smtp.example.org"
                from = "digest@news.example.org"
                %s
                """.formatted(more));
        DnsClient client = new DnsClient(dns.address(), Duration.ofMillis(300), new Random(1));
        return new DnsDoctor(ConfigurationReader.read(file, Map.of(), Use.SERVERS), client)
                .identity().stream().map(Diagnosis::toString).toList();
    }

    @Test
    void what_is_as_it_should_be_is_ok_also_in_pieces_and_one_domain_above() throws Exception {
        String record = key.record();
        dns.txt("news.example.org", List.of(List.of("other=1"), List.of("v=spf1 ip4:192.0.2.1", " -all")));
        dns.txt(
                "nikkan._domainkey.news.example.org",
                List.of(List.of(record.substring(0, 200), record.substring(200))));
        dns.txt("_dmarc.example.org", List.of(List.of("v=DMARC1; p=none; rua=mailto:d@example.org")));

        assertThat(said())
                .startsWith(
                        "ok   spf       news.example.org: v=spf1 ip4:192.0.2.1 -all",
                        "ok   dkim      nikkan._domainkey.news.example.org has the key that we sign with",
                        "ok   dmarc     example.org: p=none, envelope and sender agree");
    }

    @Test
    void what_is_missing_is_said_with_what_to_publish() throws Exception {
        assertThat(said())
                .satisfiesExactly(
                        spf -> assertThat(spf).startsWith("warn spf       news.example.org has no SPF record"),
                        dkim -> assertThat(dkim).startsWith("warn dkim").contains("\"" + key.record() + "\""),
                        dmarc -> assertThat(dmarc).startsWith("warn dmarc     news.example.org has no DMARC record"),
                        reverse -> assertThat(reverse).startsWith("ok   reverse"));
    }

    @Test
    void two_records_and_another_key_are_as_bad_as_none() throws Exception {
        dns.txt("news.example.org", List.of(List.of("v=spf1 mx -all"), List.of("v=spf1 a -all")));
        dns.txt("nikkan._domainkey.news.example.org", List.of(List.of("v=DKIM1; p=")));
        dns.txt("_dmarc.news.example.org", List.of(List.of("v=DMARC1; p=none"), List.of("v=DMARC1; p=reject")));

        assertThat(said())
                .satisfiesExactly(
                        spf -> assertThat(spf).startsWith("warn spf       news.example.org has 2 SPF records"),
                        dkim -> assertThat(dkim).contains("has another key than key-file"),
                        dmarc -> assertThat(dmarc).startsWith("warn dmarc     news.example.org has 2 DMARC records"),
                        _ -> {});
    }

    @Test
    void a_resolver_that_does_not_answer_leaves_all_not_known_and_is_not_asked_again() throws Exception {
        dns.silent();

        assertThat(said())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).startsWith("warn").contains("not known, the resolver"));
    }

    /// RFC 7489 §3.1: by default an organisation's domains agree, and each can ask for the very same one.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b.news.example.org | example.com | p=none         | ok   dmarc     news.example.org: p=none, envelope and sender agree
            b.news.example.org | example.com | p=none; aspf=s | warn dmarc     news.example.org: p=none, but mails return to b.news.example.org and aspf=s
            news.example.org   | example.com | p=none; aspf=s | ok   dmarc     news.example.org: p=none, envelope and sender agree
            b.example.org      | example.org | p=none         | ok   dmarc     news.example.org: p=none, envelope and sender agree
            b.example.org      | example.com | p=none         | warn dmarc     news.example.org: p=none, but mails return to b.example.org, so SPF
            b.example.net      | example.org | p=none         | warn dmarc     news.example.org: p=none, but mails return to b.example.net, so SPF
            """)
    void the_envelope_speaks_for_the_sender_as_the_record_wants_it(
            String bounces, String organisation, String record, String verdict) throws Exception {
        dns.txt("_dmarc.news.example.org", List.of(List.of("v=DMARC1; " + record)));
        dns.txt("_dmarc." + organisation, List.of(List.of("v=DMARC1; p=none")));

        List<String> said = said("""
                [list]
                id = "nikkan.example.org"
                address = "digest@news.example.org"
                bounces = "bounces@%s"
                """.formatted(bounces));

        assertThat(said).anySatisfy(line -> assertThat(line).startsWith(verdict));
    }

    @Test
    void a_signature_for_the_organisation_does_not_count_where_adkim_wants_the_same_domain() throws Exception {
        dns.txt("_dmarc.news.example.org", List.of(List.of("v=DMARC1; p=reject; adkim=s; aspf=s")));

        List<String> said = said("""
                [dkim]
                key-file = "key"
                domain = "example.org"
                [list]
                id = "nikkan.example.org"
                address = "digest@news.example.org"
                bounces = "bounces@b.example.org"
                """);

        assertThat(said)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("warn dmarc")
                        .contains("nor does our signature for example.org, as adkim=s wants the same domain"));
    }
}
