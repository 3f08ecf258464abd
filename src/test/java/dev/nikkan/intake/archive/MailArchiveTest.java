package dev.nikkan.intake.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Octets;
import dev.nikkan.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mail comes out of any archive with the octets it went in with.
final class MailArchiveTest {
    private static final String ONE = "Subject: one\n\nfirst\n";
    private static final String TWO = "Subject: two\n\nsecond\n";
    private static final String SEPARATOR = "From a@example.org Wed Feb 26 14:01:35 2003\n";
    private static final String MBOX = SEPARATOR + ONE + "\n" + SEPARATOR + TWO + "\n";

    /// Of text that takes some room also when it is compressed.
    private static final String LONG = "Subject: long\n\n" + random(2000) + "\n";

    private static final String TWO_LONG =
            SEPARATOR + LONG + "\n" + SEPARATOR + "Subject: last\n\n" + random(4000) + "\n";

    @TempDir
    private Path folder;

    @Test
    void an_mbox_is_cut_at_its_separators() throws Exception {
        assertThat(texts(MBOX)).containsExactly(ONE, TWO);
    }

    @Test
    void the_separators_date_comes_along() throws Exception {
        assertThat(mails(MBOX.getBytes(StandardCharsets.UTF_8)).getFirst().separatorDate())
                .contains(Instant.parse("2003-02-26T14:01:35Z"));
    }

    @Test
    void a_list_archives_separator_with_at_is_one_too() throws Exception {
        assertThat(texts(MBOX.replace("a@example.org ", "user at example.org  ")))
                .containsExactly(ONE, TWO);
    }

    @Test
    void a_byte_order_mark_or_blank_lines_may_come_before_the_first_separator() throws Exception {
        assertThat(texts("\n" + MBOX)).containsExactly(ONE, TWO);
        assertThat(texts("\ufeff" + MBOX)).containsExactly(ONE, TWO);
        assertThat(texts("\ufeff\r\n\r\n" + MBOX)).containsExactly(ONE, TWO);
    }

    @Test
    void a_message_without_a_header_is_no_mbox() throws Exception {
        String mail = "\nFrom here on\n\n" + SEPARATOR + ONE;

        assertThat(texts(mail)).containsExactly(mail);
    }

    @Test
    void line_ends_stay_as_they_are() throws Exception {
        assertThat(texts(MBOX.replace("\n", "\r\n")))
                .containsExactly(ONE.replace("\n", "\r\n"), TWO.replace("\n", "\r\n"));
    }

    @Test
    void a_last_line_may_lack_its_end() throws Exception {
        assertThat(texts(SEPARATOR + "Subject: x\n\nend")).containsExactly("Subject: x\n\nend");
    }

    @Test
    void a_quoted_from_loses_one_quote() throws Exception {
        assertThat(texts(SEPARATOR + "Subject: x\n\n>From here\n>>From there\n> From nowhere\n\n"))
                .containsExactly("Subject: x\n\nFrom here\n>From there\n> From nowhere\n");
    }

    @Test
    void a_sentence_that_begins_with_from_cuts_nothing() throws Exception {
        String mail = "Subject: x\n\ntext\n\nFrom the abstract:\nmore\n";

        assertThat(texts(SEPARATOR + mail)).containsExactly(mail);
    }

    @Test
    void a_separator_in_the_middle_of_a_paragraph_cuts_nothing() throws Exception {
        String mail = "Subject: x\n\ntext\n" + SEPARATOR + "more\n";

        assertThat(texts(SEPARATOR + mail)).containsExactly(mail);
    }

    @Test
    void a_separator_without_a_blank_line_before_it_cuts_where_a_header_follows() throws Exception {
        assertThat(texts(SEPARATOR + ONE + SEPARATOR + TWO)).containsExactly(ONE, TWO);
    }

    @Test
    void a_separator_with_a_date_of_another_form_cuts_where_a_header_follows() throws Exception {
        String odd = "From nobody@example.org Thu, 26 Feb 2003 14:01:35 +0000\n";
        String iso = "From - 2003-02-26 14:01\n";

        assertThat(texts(odd + ONE + "\n" + iso + TWO + "\n")).containsExactly(ONE, TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From nobody@example.org\n", "From -\r\n", "From \n"})
    void separators_without_a_date_cut_where_a_header_follows_if_the_first_one_has_none(String bare) throws Exception {
        String mail = "Subject: x\n\ntext\n\nFrom here\non\n\nFrom the abstract\nnote: more\n";

        assertThat(texts(bare + mail + "\n" + bare + TWO + "\n")).containsExactly(mail, TWO);
        assertThat(texts(SEPARATOR + ONE + "\n" + bare + TWO + "\n")).containsExactly(ONE + "\n" + bare + TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From nobody@example.org\n", "From MAILER-DAEMON\n", "From -\r\n", "From \n"})
    void separators_without_a_date_cut_behind_dated_ones_where_two_fields_of_a_mail_follow(String bare)
            throws Exception {
        String folded = "Received: from a\n\tby b;\n\tSun, 22 Nov 2026 12:00:00 +0000\nSubject: x\n\ntext\n";
        String plain = "Date: Sun, 22 Nov 2026 12:00:00 +0000\nFrom: a@example.org\n\ntext\n";

        assertThat(texts(MBOX + bare + folded + "\n" + bare + plain + "\n" + SEPARATOR + TWO))
                .containsExactly(ONE, TWO, folded, plain, TWO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From here\nDate: Monday\nTo: Paris\n",
                "From a@example.org\nDate: Monday\nand so on\n",
                "From a@example.org\n\nDate: Monday\nTo: Paris\n",
                "From a@example.org\nnote: this\nDate: Monday\nTo: Paris\n"
            })
    void a_line_of_text_without_a_date_cuts_no_mbox_that_has_dates(String text) throws Exception {
        String mail = "Subject: x\n\ntext\n\n" + text;

        assertThat(texts(SEPARATOR + mail + "\n" + SEPARATOR + TWO)).containsExactly(mail, TWO);
    }

    @Test
    void a_sentence_with_a_year_in_it_cuts_nothing() throws Exception {
        String mail = "Subject: x\n\ntext\n\nFrom the report of 2003 one learns\nthat: much\n";

        assertThat(texts(SEPARATOR + mail)).containsExactly(mail);
    }

    @Test
    void a_content_length_that_leads_to_the_next_message_hides_separators_in_the_text() throws Exception {
        String body = "text\n\n" + SEPARATOR + "Subject: quoted\n\n>From here\n";
        String mail = "Subject: x\nContent-Length: " + body.length() + "\n\n" + body;

        assertThat(texts(SEPARATOR + mail + "\n" + SEPARATOR + TWO)).containsExactly(mail, TWO);
    }

    @Test
    void a_content_length_beside_quotes_counts_them_and_they_are_taken_off() throws Exception {
        String body = "text\n>From here\n";
        String header = "Subject: x\nContent-Length: " + body.length() + "\n\n";

        assertThat(texts(SEPARATOR + header + body + "\n" + SEPARATOR + TWO))
                .containsExactly(header + "text\nFrom here\n", TWO);
    }

    @Test
    void a_content_length_that_is_wrong_is_not_believed() throws Exception {
        String longer = "Subject: x\nContent-Length: 1000\n\ntext\n";
        String shorter = "Subject: x\nContent-Length: 2\n\ntext\n";

        assertThat(texts(SEPARATOR + longer + "\n" + SEPARATOR + shorter + "\n" + SEPARATOR + TWO))
                .containsExactly(longer, shorter, TWO);
    }

    @Test
    void p3_messages_before_a_damage_are_given_though_a_wrong_content_length_reaches_behind_it() throws Exception {
        String wrong = "Subject: x\nContent-Length: 3000\n\ntext\n";
        byte[] packed = gzip(octets(SEPARATOR + wrong + "\n" + TWO_LONG));
        Path file = Files.write(folder.resolve("a.gz"), cut(packed));

        Collected collected = collect(file);

        assertThat(texts(collected.mails)).containsExactly(wrong, LONG);
        assertThat(collected.unread).hasSize(1);
    }

    @Test
    void p15_a_message_beyond_the_limit_is_known_by_its_hash_and_the_next_one_is_whole() throws Exception {
        String large = "Subject: large\n\n" + "0123456789\n".repeat(1000);
        Collected collected = new Collected();

        new MailArchive(collected, 10_000, _ -> {})
                .read(new ByteArrayInputStream(octets(SEPARATOR + large + "\n" + SEPARATOR + TWO)), "-");

        assertThat(collected.oversize)
                .containsExactly(new OversizeMail(
                        large.length(),
                        Sha256.of(octets(large)),
                        Octets.of(octets(large)),
                        Optional.of(Instant.parse("2003-02-26T14:01:35Z"))));
        assertThat(texts(collected.mails)).containsExactly(TWO);
    }

    @Test
    void p15_a_single_file_beyond_the_limit_is_known_by_its_hash_and_its_head() throws Exception {
        byte[] large = octets("x".repeat(200_000));
        Path file = Files.write(folder.resolve("a.eml"), large);
        Collected collected = new Collected();

        new MailArchive(collected, 10_000, _ -> {}).read(file);

        assertThat(collected.oversize)
                .containsExactly(new OversizeMail(
                        200_000, Sha256.of(large), Octets.of(Arrays.copyOf(large, 1 << 16)), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {SEPARATOR, "From \n", "From nobody@example.org\n"})
    void p3_an_mbox_can_be_entered_wherever_a_message_was_reached(String separator) throws Exception {
        String mbox = MBOX.replace(SEPARATOR, separator);
        Path file = Files.writeString(folder.resolve("a.mbox"), mbox + MBOX + mbox);
        Collected all = new Collected();
        new MailArchive(all, 10_000, _ -> {}).read(file);

        for (Position position : all.positions) {
            Collected rest = new Collected();
            rest.begin = position;
            new MailArchive(rest, 10_000, _ -> {}).read(file);

            assertThat(texts(rest.mails)).isEqualTo(texts(all.mails).subList((int) position.messages(), 6));
        }
        assertThat(all.positions).hasSize(6).last().isEqualTo(new Position(6, Files.size(file)));
    }

    @Test
    void a_compressed_archive_goes_on_behind_as_many_messages() throws Exception {
        Path file = Files.write(folder.resolve("a.gz"), gzip(octets(MBOX + MBOX)));
        Collected rest = new Collected();
        rest.begin = new Position(3, 0);

        new MailArchive(rest, 10_000, _ -> {}).read(file);

        assertThat(texts(rest.mails)).containsExactly(TWO);
    }

    @Test
    void blank_lines_of_the_message_stay() throws Exception {
        String mail = "Subject: x\n\n\n\ntext\n\n\n";

        assertThat(texts(SEPARATOR + mail + "\n" + SEPARATOR + TWO)).containsExactly(mail, TWO);
    }

    @Test
    void what_is_no_mbox_is_one_message() throws Exception {
        assertThat(texts(ONE)).containsExactly(ONE);
    }

    @Test
    void an_empty_mbox_holds_nothing() throws Exception {
        assertThat(texts("")).isEmpty();
    }

    @Test
    void a_compressed_mbox_is_read_through() throws Exception {
        assertThat(texts(mails(gzip(MBOX.getBytes(StandardCharsets.UTF_8))))).containsExactly(ONE, TWO);
    }

    @Test
    void members_of_a_compressed_file_follow_one_another() throws Exception {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.write(gzip((SEPARATOR + ONE + "\n").getBytes(StandardCharsets.UTF_8)));
        two.write(gzip((SEPARATOR + TWO + "\n").getBytes(StandardCharsets.UTF_8)));

        assertThat(texts(mails(two.toByteArray()))).containsExactly(ONE, TWO);
    }

    @Test
    void members_may_be_empty_and_padded_and_have_every_field_of_a_header() throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            archive.write(gzip(new byte[0]));
        }
        archive.write(withEveryField(gzip(octets(MBOX))));
        archive.write(new byte[100_000]);

        assertThat(texts(mails(archive.toByteArray()))).containsExactly(ONE, TWO);
    }

    /// RFC 1952 §2.3.1: FEXTRA, FNAME, FCOMMENT and FHCRC, which gzip(1) writes only when asked.
    private static byte[] withEveryField(byte[] packed) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        member.write(Arrays.copyOf(packed, 3));
        member.write(0x1e);
        member.write(packed, 4, 6);
        member.write(octets("\u0003\0abcname\0comment\0"));
        CRC32 checksum = new CRC32();
        checksum.update(member.toByteArray());
        member.write((int) checksum.getValue());
        member.write((int) checksum.getValue() >> 8);
        member.write(packed, 10, packed.length - 10);
        return member.toByteArray();
    }

    /// Nothing but zeros may follow a member, if it is no other one: a broken header, octets of any kind.
    @ParameterizedTest
    @ValueSource(
            strings = {"\u001f", "\u001f\u008b", "\u001f\u008b\7\0\0\0\0\0\0\0", "\u001f\u008b\b\0\0\0\0\0\0\0", "\0\0x"
            })
    void p3_a_compressed_file_whose_last_member_is_broken_is_damaged(String broken) throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        archive.write(gzip(octets(MBOX)));
        archive.write(broken.getBytes(StandardCharsets.ISO_8859_1));
        Path file = Files.write(folder.resolve("a.gz"), archive.toByteArray());

        Collected collected = collect(file);

        assertThat(texts(collected.mails)).startsWith(ONE);
        assertThat(collected.unread).hasSize(1);
        assertThat(collected.ended).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 11})
    void p3_a_compressed_file_that_was_cut_off_before_its_first_text_is_damaged(int length) throws Exception {
        Path file = Files.write(folder.resolve("a.gz"), Arrays.copyOf(gzip(octets(MBOX)), length));

        Collected collected = collect(file);

        assertThat(collected.unread).containsExactly(file + ": what is compressed has no end");
        assertThat(collected.ended).isEmpty();
    }

    @Test
    void p3_a_disk_that_does_not_read_behind_a_member_is_no_end() throws Exception {
        InputStream disk = new SequenceInputStream(new ByteArrayInputStream(gzip(octets(TWO_LONG))), new BrokenDisk());
        Collected collected = new Collected();

        new MailArchive(collected, 10_000, _ -> {}).read(disk, "disk");

        assertThat(texts(collected.mails)).containsExactly(LONG);
        assertThat(collected.unread).hasSize(1).allMatch(failure -> failure.contains("Input/output error"));
    }

    @Test
    void a_compressed_tar_file_of_mboxes_and_messages_is_read_through() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
            put(tar, "archive/2003-02.mbox", MBOX.getBytes(StandardCharsets.UTF_8));
            put(tar, "archive/2003-03.mbox.gz", gzip(MBOX.getBytes(StandardCharsets.UTF_8)));
            put(tar, "archive/single.eml", ONE.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(texts(mails(packed.toByteArray()))).containsExactly(ONE, TWO, ONE, TWO, ONE);
    }

    @Test
    void a_maildir_is_what_is_new_and_current() throws Exception {
        for (String sub : List.of("new", "cur", "tmp", ".Lists/new", ".Lists/cur")) {
            Files.createDirectories(folder.resolve(sub));
            Files.writeString(folder.resolve(sub).resolve("1.x:2,S"), "Subject: " + sub + "\n\n");
        }
        Files.writeString(folder.resolve("dovecot-uidlist"), "3 V1 N2\n");

        assertThat(texts(read(folder)))
                .containsExactlyInAnyOrder(
                        "Subject: new\n\n", "Subject: cur\n\n", "Subject: .Lists/new\n\n", "Subject: .Lists/cur\n\n");
    }

    @Test
    void p3_mails_that_a_reader_moves_meanwhile_are_given_under_their_new_names() throws Exception {
        Path current = Files.createDirectories(folder.resolve("mail/cur"));
        Path fresh = Files.createDirectories(folder.resolve("mail/new"));
        Path flagged = Files.writeString(current.resolve("2.host:2,"), TWO);
        Path seen = Files.writeString(fresh.resolve("3.host"), TWO.replace("two", "three"));
        Path deleted = Files.writeString(fresh.resolve("4.host"), TWO.replace("two", "four"));
        Files.writeString(current.resolve("1.host:2,S"), ONE);
        Collected collected = new Collected();
        collected.change = () -> {
            Files.move(flagged, current.resolve("2.host:2,FS"));
            Files.move(seen, current.resolve("3.host:2,S"));
            Files.delete(deleted);
        };

        new MailArchive(collected, 10_000, _ -> {}).read(folder.resolve("mail"));

        assertThat(texts(collected.mails)).containsExactly(ONE, TWO, TWO.replace("two", "three"));
        assertThat(collected.gone).containsExactly(folder.resolve("mail/4.host"));
        assertThat(collected.unread).isEmpty();
    }

    @Test
    void p3_a_mail_that_is_moved_again_and_again_is_given_once() throws Exception {
        Path fresh = Files.createDirectories(folder.resolve("mail/new"));
        Path current = Files.createDirectories(folder.resolve("mail/cur"));
        Files.writeString(current.resolve("1.host:2,S"), ONE);
        Path two = Files.writeString(fresh.resolve("2.host"), TWO);
        Path three = Files.writeString(fresh.resolve("3.host"), TWO.replace("two", "three"));
        Path moved = current.resolve("3.host:2,");
        Collected collected = new Collected();
        collected.change = () -> {
            Files.move(two, current.resolve("2.host:2,"));
            Files.move(three, moved);
            collected.change = () -> Files.move(moved, current.resolve("3.host:2,R"));
        };

        new MailArchive(collected, 10_000, _ -> {}).read(folder.resolve("mail"));

        assertThat(texts(collected.mails)).containsExactly(ONE, TWO, TWO.replace("two", "three"));
        assertThat(collected.gone).isEmpty();
    }

    @Test
    void links_to_a_maildir_and_to_folders_in_one_are_followed() throws Exception {
        Files.createDirectories(folder.resolve("disk/new"));
        Files.createDirectories(folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("disk/cur"), folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("disk/loop"), folder.resolve("disk"));
        Files.writeString(folder.resolve("disk/new/1.host"), ONE);
        Files.writeString(folder.resolve("other/2.host:2,"), TWO);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("disk"));

        Collected collected = collect(link);

        assertThat(texts(collected.mails)).containsExactly(TWO, ONE);
        assertThat(collected.unread).isEmpty();
        assertThat(MailArchive.size(link)).isEqualTo(ONE.length() + TWO.length());
    }

    @Test
    void a_folder_is_its_mail_files_in_order_and_nothing_else() throws Exception {
        Files.createDirectories(folder.resolve("deeper"));
        Files.writeString(folder.resolve("b.eml"), TWO);
        Files.writeString(folder.resolve("a.eml"), ONE);
        Files.writeString(folder.resolve("deeper/c.mbox"), MBOX);
        Files.writeString(folder.resolve("a.expected.json"), "{}");
        Files.writeString(folder.resolve("README.md"), "# read me");

        assertThat(texts(read(folder))).containsExactly(ONE, TWO, ONE, TWO);
    }

    @Test
    void p3_a_damaged_file_keeps_nobody_from_those_behind_it() throws Exception {
        byte[] tar = tar("1.eml", octets(ONE), "2.eml", octets(LONG));
        Files.write(folder.resolve("1.gz"), gzip(octets(MBOX)));
        Files.write(folder.resolve("2.gz"), cut(gzip(octets(TWO_LONG))));
        Files.write(folder.resolve("3.tar"), Arrays.copyOf(tar, 2000));
        Files.write(folder.resolve("4.tar"), flipped(tar, 1150));
        Files.write(folder.resolve("5.gz"), flipped(gzip(octets(TWO_LONG)), -6));
        Files.writeString(folder.resolve("6.mbox"), MBOX);

        Collected collected = collect(folder);

        assertThat(texts(collected.mails)).containsExactly(ONE, TWO, LONG, ONE, ONE, LONG, ONE, TWO);
        assertThat(collected.unread)
                .containsExactly(
                        folder.resolve("2.gz") + ": what is compressed has no end",
                        folder.resolve("3.tar") + ": Truncated TAR archive",
                        folder.resolve("4.tar") + ": Corrupted TAR archive.",
                        folder.resolve("5.gz") + ": the checksum of what is compressed is wrong");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1300, 2048, 2300})
    void p3_a_tar_file_that_was_cut_off_is_damaged_wherever_that_was(int length) throws Exception {
        byte[] tar = tar("1.eml", octets(ONE), "2.eml", octets(TWO));
        Path file = Files.write(folder.resolve("a.tar"), Arrays.copyOf(tar, length));

        Collected collected = collect(file);

        assertThat(texts(collected.mails)).isEqualTo(List.of(ONE, TWO).subList(0, length / 1024));
        assertThat(collected.unread).containsExactly(file + ": the end of the tar file is missing");
        assertThat(collected.ended).isEmpty();
    }

    @Test
    void one_record_of_zeros_ends_a_tar_file() throws Exception {
        byte[] tar = tar("1.eml", octets(ONE), "2.eml", octets(TWO));

        Collected collected = collect(Files.write(folder.resolve("a.tar"), Arrays.copyOf(tar, 2560)));

        assertThat(texts(collected.mails)).containsExactly(ONE, TWO);
        assertThat(collected.unread).isEmpty();
    }

    @Test
    void p3_a_compressed_tar_file_with_a_wrong_checksum_is_damaged() throws Exception {
        // Longer than the block that is read with the mark of the end: tar -b makes such.
        byte[] tar = tar("1.eml", octets(ONE));
        byte[] packed = gzip(Arrays.copyOf(tar, tar.length + 300_000));

        Collected collected = collect(Files.write(folder.resolve("a.tgz"), flipped(packed, -6)));

        assertThat(texts(collected.mails)).containsExactly(ONE);
        assertThat(collected.unread).hasSize(1);
    }

    @Test
    void of_a_tar_file_as_of_a_folder_only_what_is_mail_is_taken() throws Exception {
        byte[] no = octets("Subject: no mail\n\n");
        byte[] tar = tar(
                "./Mail/dovecot-uidlist",
                no,
                "./Mail/cur/1.host:2,S",
                octets(ONE),
                "./Mail/cur/.hidden",
                no,
                "./Mail/.Lists/new/2.host",
                octets(TWO),
                "./Mail/tmp/3.host",
                no,
                "tmp/2003-02.MBOX",
                octets(MBOX),
                "saved/4.host:2,",
                octets(ONE),
                "archive/5",
                octets(TWO),
                "archive/index.html",
                no,
                "archive/.6.eml",
                no,
                "README",
                no,
                "inbox",
                octets("From: a@example.org\nSubject: seven\n\n"));

        assertThat(texts(mails(tar)))
                .containsExactly(ONE, TWO, ONE, TWO, ONE, TWO, "From: a@example.org\nSubject: seven\n\n");
    }

    /// The IETF's archive exports as `maildir` a tar file of messages named by their hashes, below their lists.
    @Test
    void what_the_ietf_exports_as_a_maildir_is_taken_packed_and_unpacked() throws Exception {
        String first = "maildir1123_aBc_9/ietf-announce/0aB1-cD2_eF3gH4iJ5kL6mN7oP8=";
        String second = "maildir1123_aBc_9/ietf-announce/1aB1-cD2_eF3gH4iJ5kL6mN7oP8";
        Files.createDirectories(folder.resolve(first).getParent());
        Files.writeString(folder.resolve(first), ONE);
        Files.writeString(folder.resolve(second), TWO);

        assertThat(texts(mails(gzip(tar(first, octets(ONE), second, octets(TWO))))))
                .containsExactly(ONE, TWO);
        assertThat(texts(read(folder))).containsExactly(ONE, TWO);
    }

    @Test
    void a_damaged_file_in_a_tar_file_keeps_nobody_from_those_behind_it() throws Exception {
        byte[] tar = tar(
                "a.mbox.gz", cut(gzip(octets(TWO_LONG))), "b.eml", octets(TWO), "c.gz", new byte[] {0x1f, (byte) 0x8b, 8
                });
        Files.write(folder.resolve("a.tgz"), gzip(tar));

        Collected collected = collect(folder.resolve("a.tgz"));

        assertThat(texts(collected.mails)).containsExactly(LONG, TWO);
        assertThat(collected.unread)
                .containsExactly(folder.resolve("a.tgz") + ": a.mbox.gz: what is compressed has no end");
    }

    @Test
    void a_damaged_file_goes_on_behind_what_was_given_before() throws Exception {
        Path file = Files.write(folder.resolve("a.gz"), cut(gzip(octets(TWO_LONG))));
        Collected first = collect(file);

        Collected again = new Collected();
        again.begin = first.positions.getLast();
        new MailArchive(again, 10_000, _ -> {}).read(file);

        assertThat(first.positions).containsExactly(new Position(1, 0));
        assertThat(again.mails).isEmpty();
        assertThat(again.unread).isEqualTo(first.unread).hasSize(1);
    }

    @Test
    void what_was_read_adds_up_to_the_size() throws Exception {
        Path file = Files.writeString(folder.resolve("a.mbox"), MBOX);
        long[] octets = {0};

        new MailArchive(new Collected(), 1000, read -> octets[0] += read).read(file);

        assertThat(octets[0]).isEqualTo(MailArchive.size(file)).isEqualTo(MBOX.length());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String random(int octets) {
        return new Random(octets)
                .ints(octets, '0', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /// In the middle of the last message.
    private static byte[] cut(byte[] packed) {
        return Arrays.copyOf(packed, packed.length - 500);
    }

    /// @param at negative: from the end
    private static byte[] flipped(byte[] content, int at) {
        byte[] flipped = content.clone();
        flipped[at < 0 ? content.length + at : at] ^= 0x55;
        return flipped;
    }

    private static byte[] tar(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                put(tar, (String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
            }
        }
        return packed.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static final class BrokenDisk extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Input/output error");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }

    /// What somebody else does with a folder that is read.
    @FunctionalInterface
    private interface Change {
        void happen() throws IOException;
    }

    /// What an archive gives.
    private static final class Collected implements MailSink {
        private final List<ArchivedMail> mails = new ArrayList<>();
        private final List<OversizeMail> oversize = new ArrayList<>();
        private final List<Position> positions = new ArrayList<>();
        private final List<String> unread = new ArrayList<>();
        private final List<Path> gone = new ArrayList<>();
        private final List<Path> ended = new ArrayList<>();
        private Change change = () -> {};
        private Position begin = Position.BEGINNING;

        @Override
        public Optional<Position> begin(Path file) {
            return Optional.of(begin);
        }

        @Override
        public void mail(ArchivedMail mail) throws IOException {
            mails.add(mail);
            Change now = change;
            change = () -> {};
            now.happen();
        }

        @Override
        public void oversize(OversizeMail mail) {
            oversize.add(mail);
        }

        @Override
        public void reached(Position position) {
            positions.add(position);
        }

        @Override
        public void end(Path file) {
            ended.add(file);
        }

        @Override
        public void gone(Path file) {
            gone.add(file);
        }

        @Override
        public void unread(String file, IOException cause) {
            unread.add(file + ": " + cause.getMessage());
        }
    }

    private static List<ArchivedMail> read(Path path) throws IOException {
        return collect(path).mails;
    }

    private static Collected collect(Path path) throws IOException {
        Collected collected = new Collected();
        new MailArchive(collected, 10_000, _ -> {}).read(path);
        return collected;
    }

    private static List<ArchivedMail> mails(byte[] archive) throws IOException {
        Collected collected = new Collected();
        new MailArchive(collected, 10_000, _ -> {}).read(new ByteArrayInputStream(archive), "-");
        return collected.mails;
    }

    private static List<String> texts(String archive) throws IOException {
        return texts(mails(archive.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(List<ArchivedMail> mails) {
        return mails.stream()
                .map(mail -> new String(mail.octets().array(), StandardCharsets.UTF_8))
                .toList();
    }
}
