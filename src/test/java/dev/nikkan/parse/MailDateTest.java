package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 22 Nov 2026 10:00:00 -0800         | 2026-11-22T18:00:00Z",
                "22 Nov 2026 10:00:00 +0000              | 2026-11-22T10:00:00Z",
                "Fri,  9 May 2008 09:00:01 -0700 (PDT)   | 2008-05-09T16:00:01Z",
                "Fri, 09 Sep 94 15:33:46 -0400           | 1994-09-09T19:33:46Z",
                "9 Sep 94 15:37 EDT                      | 1994-09-09T19:37:00Z",
                "Sat, 1 Jan 49 00:00:00 GMT              | 2049-01-01T00:00:00Z",
                "Sat, 1 Jan 100 00:00:00 GMT             | 2000-01-01T00:00:00Z",
                "Wed, 14 January 1998 9:53:45 EST        | 1998-01-14T14:53:45Z",
                "Tue, 31 Dec 2024 23:59:60 +0000         | 2024-12-31T23:59:59Z",
                "Tue, 31 Dec 2024 23:30:00 -0030         | 2025-01-01T00:00:00Z",
                "Mon, 1 Jan 2024 00:00:00 Z              | 2024-01-01T00:00:00Z",
                "Mon, 1 Jan 2024 00:00:00 A              | 2024-01-01T00:00:00Z",
                "Mon, 1 Jan 2024 00:00:00                | 2024-01-01T00:00:00Z",
                "Mon (a (nested \\) comment)), 1 Jan 2024 (x) 00:00:00 PST | 2024-01-01T08:00:00Z",
                "Fri Jul 26 08:10:32 2002                | 2002-07-26T08:10:32Z",
                "Mon,1 Jan 2024 00:00:00 +0000           | 2024-01-01T00:00:00Z",
                "Thu, 1 Jan 1970 00:00:00 +0000          | 1970-01-01T00:00:00Z",
                "Tue, 31 Dec 2199 23:59:59 +0000         | 2199-12-31T23:59:59Z"
            })
    void a_date_of_any_decade_is_read(String date, String instant) {
        assertThat(MailDate.parse(date)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Fri, 30 Feb 2026 10:00:00 +0000",
                "Sun, 22 Nov 2026 10:00:00 +9999",
                "Sun, 22 Nov 2026 10:00:00 +1960",
                "Sun, 22 Nov 2026 24:00:00 +0000",
                "Sun, 22 Nov 2026 10:61:00 +0000",
                "Sun, 22 Foo 2026 10:00:00 +0000",
                "Wed, 31 Dec 1969 23:59:59 +0000",
                "Fri, 1 Jan 2200 00:00:00 +0000",
                "Sun, 22 Nov 99999999999 10:00:00 +0000",
                "Sun, -1 Nov 2026 10:00:00 +0000",
                "2026"
            })
    void what_is_no_moment_between_1970_and_2199_is_not(String date) {
        assertThat(MailDate.parse(date)).isEmpty();
    }

    @Test
    void a_date_of_twenty_kilobytes_is_not_read() {
        assertThat(MailDate.parse("Sun, 22 Nov 2026 10:00:00 +0000 " + "x".repeat(20_000)))
                .isEmpty();
    }
}
