package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.DaySummary;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DaySummaryLinesTest {
    @Test
    void each_sentence_says_what_it_is_about_in_an_order_of_its_own() {
        DaySummary summary = new DaySummary(
                "",
                "Two drafts.",
                Map.of("theme.quic", "On QUIC.", "group.tls", "On TLS.", "theme.dns", "On the DNS."),
                Map.of(10, "For operators.", 2, "For implementers."),
                "sample-model-1");

        assertThat(DaySummaryLines.of(summary))
                .containsExactly(
                        "Two drafts.",
                        "group.tls: On TLS.",
                        "theme.dns: On the DNS.",
                        "theme.quic: On QUIC.",
                        "takeaway 2: For implementers.",
                        "takeaway 10: For operators.");
    }
}
