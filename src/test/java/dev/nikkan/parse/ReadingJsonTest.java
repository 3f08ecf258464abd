package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Day;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingJsonTest {
    private static String line(String mail) {
        return ReadingJson.line("a.eml", Mails.read(mail), Optional.empty());
    }

    @Test
    void a_draft_post_has_its_fields_and_no_nulls() {
        String line = ReadingJson.line(
                "a.eml", Mails.read(Mails.draftPost("", Mails.PIGEONS)), Optional.of(Day.parse("2026-11-22")));

        assertThat(line)
                .isEqualTo("{'file':'a.eml','kind':'id','day':'2026-11-22','draft':'draft-example-pigeons',"
                        .concat("'revision':'03','title':'Pigeons at Scale','authors':['Ada Example'],")
                        .concat("'pages':7,'date':'2026-11-22','abstract':'Pigeons carry packets.',")
                        .concat("'url':'https://datatracker.ietf.org/doc/draft-example-pigeons/',")
                        .concat("'list_id':'i-d-announce.ietf.org','from':'internet-drafts@ietf.org',")
                        .concat("'subject':'I-D Action: draft-example-pigeons-03.txt',")
                        .concat("'sent':'2026-11-22T18:00:00Z'}")
                        .replace('\'', '"'));
    }

    @Test
    void obsoletes_and_updates_are_always_there_for_an_rfc() {
        assertThat(line("From: rfc-editor@rfc-editor.org\nSubject: RFC 9999 on Birds\n\n"))
                .contains("\"kind\":\"rfc\"", "\"rfc\":9999", "\"obsoletes\":[]", "\"updates\":[]");
    }

    @Test
    void a_group_meeting_names_its_group() {
        assertThat(line("From: iesg-secretary@ietf.org\nSubject: Lofts (loft) WG Interim Meeting: 2026-02-17\n\n"))
                .contains("\"kind\":\"interim\"", "\"group\":\"Lofts\"", "\"group_acronym\":\"loft\"");
    }

    @Test
    void what_is_unreadable_says_why() {
        assertThat(line("From: internet-drafts@ietf.org\nSubject: I-D Action: pigeons\n\n"))
                .contains("\"kind\":\"unreadable\"", "\"reason\":\"It claims to announce a draft");
    }

    @Test
    void what_is_no_mail_is_other() {
        assertThat(line("no header")).isEqualTo("{\"file\":\"a.eml\",\"kind\":\"other\"}");
    }
}
