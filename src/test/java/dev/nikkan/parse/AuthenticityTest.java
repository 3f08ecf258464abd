package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Reading;
import dev.nikkan.model.Verification;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// P12: only authenticated announcements appear as such.
class AuthenticityTest {
    private static final String OURS = """
            Received: from mail2.ietf.org (mail2.ietf.org [166.84.6.31])
             by mx.example.org (Postfix) with ESMTPS id 1; Sun, 22 Nov 2026 18:00:01 +0000
            """;
    private static final String THEIRS =
            "Received: from dt by mail2.ietf.org (Postfix) id 2; Sun, 22 Nov 2026 10:00:00 -0800\n";
    private static final String FROM = "From: internet-drafts@ietf.org\n";
    private static final String PASS = "Authentication-Results: mx.example.org; dmarc=pass header.from=ietf.org\n";

    private static Verification verification(String header) {
        return new MessageParser(Optional.of("mx.example.org"))
                .parse(Mails.octets(header + "Subject: x\n\ntext"))
                .envelope()
                .verification();
    }

    private static Verification finding(String results) {
        return verification("Authentication-Results: " + results + "\n" + OURS + THEIRS + FROM);
    }

    @Test
    void p12_nothing_is_checked_where_no_service_is_named() {
        assertThat(Mails.read(PASS + OURS + FROM + "\n").envelope().verification())
                .isEqualTo(Verification.NOT_CHECKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.example.org; dmarc=pass header.from=ietf.org",
                "MX.Example.ORG 1; DMARC=Pass (p=none dis=none) header.from=IETF.org",
                "mx.example.org;\n\tdkim=pass (2048-bit key) header.d=ietf.org header.s=ietf1;\n\tspf=pass",
                "mx.example.org; dkim=pass header.i=@ietf.org header.s=ietf1 header.b=\"ab=/+c\"",
                "(comment (nested)) mx.example.org; spf=fail smtp.mailfrom=x@y; dkim/1 = pass header . d = ietf.org",
                "mx.example.org; dkim=fail header.d=ietf.org; dkim=pass header.d=ietf.org",
                "\"mx.example.org\"; dmarc=pass reason=\"all; well\" header.from=\"ietf.org\""
            })
    void p12_a_finding_of_our_provider_verifies(String results) {
        assertThat(finding(results)).isEqualTo(Verification.VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.example.org; none",
                "mx.example.org; dmarc=fail header.from=ietf.org",
                "mx.example.org; dmarc=none header.from=ietf.org; spf=pass smtp.mailfrom=ietf.org",
                "mx.example.org; dmarc=pass header.from=ietf.org.evil.example",
                "mx.example.org; dmarc=pass header.from=evil.example",
                "mx.example.org; dmarc=pass header.from=evilietf.org",
                "mx.example.org; dmarc=pass",
                "mx.example.org; dkim=pass header.d=evil.example",
                "mx.example.org; dkim=pass header.d=evil.example; dkim=fail header.d=ietf.org",
                "mx.example.org; dkim=pass header.d=rfc-editor.org",
                "mx.example.org; dkim=pass header.d=ietf.org; dmarc=fail header.from=ietf.org",
                "mx.example.org; spf=pass (; dmarc=pass header.from=ietf.org) smtp.mailfrom=a@b.example",
                "mx.example.org; spf=fail reason=\"; dmarc=pass header.from=ietf.org\"",
                "mx.example.org; spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=ietf.org\"@evil.example",
                "mx.example.org; arc=pass; auth=pass smtp.auth=x dmarc=pass header.from=ietf.org",
                "mx.example.org.evil.example; dmarc=pass header.from=ietf.org",
                "mx.evil.example; dmarc=pass header.from=ietf.org",
                "dmarc=pass header.from=ietf.org",
                ""
            })
    void p12_anything_else_verifies_nothing(String results) {
        assertThat(finding(results)).isEqualTo(Verification.UNVERIFIED);
    }

    @Test
    void p12_right_from_and_list_id_alone_verify_nothing() {
        assertThat(verification(OURS + THEIRS + FROM + "List-Id: <i-d-announce.ietf.org>\n"))
                .isEqualTo(Verification.UNVERIFIED);
    }

    @Test
    void p12_a_finding_below_a_foreign_received_does_not_count() {
        assertThat(verification(OURS + THEIRS + PASS + FROM)).isEqualTo(Verification.UNVERIFIED);
        assertThat(verification(THEIRS + PASS + FROM)).isEqualTo(Verification.UNVERIFIED);
    }

    @Test
    void p12_a_forged_finding_below_the_providers_own_does_not_count() {
        String fail = "Authentication-Results: mx.example.org; dmarc=none header.from=ietf.org\n";
        String forgedHop = "Received: from mail2.ietf.org by mx.example.org; Sun, 22 Nov 2026 18:00:00 +0000\n";

        assertThat(verification(fail + OURS + PASS + FROM)).isEqualTo(Verification.UNVERIFIED);
        assertThat(verification(fail + OURS + forgedHop + PASS + FROM)).isEqualTo(Verification.UNVERIFIED);
        assertThat(verification(OURS + fail + PASS + forgedHop + PASS + FROM)).isEqualTo(Verification.UNVERIFIED);
    }

    @Test
    void p12_a_finding_of_the_sealing_chain_does_not_count() {
        assertThat(verification("ARC-" + PASS.replace("mx.", "i=1; mx.") + OURS + FROM))
                .isEqualTo(Verification.UNVERIFIED);
    }

    @Test
    void p12_a_finding_below_the_providers_own_received_counts_as_gmail_has_it() {
        String gmail = """
                Delivered-To: digest@gmail.com
                Received: by 2002:a05:7300:5594:b0:11f with SMTP id 1csp; Sun, 22 Nov 2026 10:00:02 -0800 (PST)
                Return-Path: <i-d-announce-bounces@ietf.org>
                Received: from mail2.ietf.org (mail2.ietf.org. [166.84.6.31])
                        by mx.google.com with ESMTPS id d9si for <digest@gmail.com>; Sun, 22 Nov 2026 10:00:02 -0800
                Authentication-Results: mx.google.com;
                       dkim=pass header.i=@ietf.org header.s=ietf1 header.b=CCDC;
                       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=ietf.org
                Received: from mail2.ietf.org (localhost [IPv6:::1]) by mail2.ietf.org (Postfix) with ESMTP id 3
                From: internet-drafts@ietf.org
                Subject: x

                """;

        assertThat(new MessageParser(Optional.of("mx.google.com"))
                        .parse(Mails.octets(gmail))
                        .envelope()
                        .verification())
                .isEqualTo(Verification.VERIFIED);
    }

    @Test
    void p12_several_fields_above_the_first_received_count_together() {
        String spf = "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=ietf.org\n";

        assertThat(verification(spf + PASS + OURS + THEIRS + FROM)).isEqualTo(Verification.VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: internet-drafts@ietf.org, evil@evil.example\n",
                "From: internet-drafts@ietf.org\nFrom: evil@evil.example\n",
                "From: evil@evil.example\nFrom: internet-drafts@ietf.org\n",
                "From: \"internet-drafts@ietf.org\" <evil@evil.example>\n",
                "From: internet-drafts@ietf.org <evil@evil.example>\n",
                "From: =?utf-8?q?internet-drafts=40ietf.org?= <evil@evil.example>\n",
                "From: internet-drafts@ietf.org.evil.example\n",
                "From: internet-drafts@xn--etf-ppa.org\n",
                "From: (internet-drafts@ietf.org) evil@evil.example\n",
                ""
            })
    void p12_a_from_that_is_not_one_announcer_is_neither_verified_nor_an_announcement(String from) {
        String pass = PASS.replace("dmarc=pass", "dkim=pass header.d=ietf.org; dmarc=pass");
        String mail = pass + OURS + from + "Subject: I-D Action: draft-example-pigeons-03.txt\n\n" + Mails.PIGEONS;

        var message = new MessageParser(Optional.of("mx.example.org")).parse(Mails.octets(mail));

        assertThat(message.envelope().verification()).isEqualTo(Verification.UNVERIFIED);
        assertThat(message.reading()).isNotInstanceOf(Reading.Announced.class);
    }

    @Test
    void organizations_are_cut_below_the_registry() {
        assertThat(Authenticity.organization("Mail2.IETF.org.")).isEqualTo("ietf.org");
        assertThat(Authenticity.organization("mx.example.co.jp")).isEqualTo("example.co.jp");
        assertThat(Authenticity.organization("localhost")).isEqualTo("localhost");
    }
}
