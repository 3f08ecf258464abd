package dev.nikkan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Choice;
import dev.nikkan.model.Language;
import dev.nikkan.model.Tokens.Purpose;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The listener against what comes over a real socket. The visitor is anonymous, tokens are the only authority, no
/// GET changes anything.
final class ListenerTest {
    private static final String FORGED = "1-1-0-00000000000000000000000000";

    @TempDir
    private Path folder;

    private WebHouse web;

    @BeforeEach
    void open() {
        web = new WebHouse(folder);
    }

    @AfterEach
    void close() {
        web.close();
    }

    // ---- RFC 8058

    @Test
    void one_click_unsubscribes_at_once_and_redirects_nowhere() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());

        HttpResponse<String> answer = web.post(path, Map.of("List-Unsubscribe", "One-Click"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(web.states()).containsExactly("ann@example.com off");
        assertThat(web.planned()).isEmpty();
        assertThat(web.house.query("SELECT who || ': ' || what FROM subscriber_change ORDER BY id DESC LIMIT 1"))
                .containsExactly("subscriber: one click");
    }

    @Test
    void one_click_may_be_posted_as_multipart() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());

        HttpResponse<String> answer =
                web.post(path, "multipart/form-data; boundary=---FormBoundaryjWmhtjORrn", """
                -----FormBoundaryjWmhtjORrn
                Content-Disposition: form-data; name="List-Unsubscribe"

                One-Click
                -----FormBoundaryjWmhtjORrn--
                """.replace("\n", "\r\n"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(web.states()).containsExactly("ann@example.com off");
    }

    @Test
    void one_click_twice_is_answered_the_same_and_noted_once() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());

        HttpResponse<String> first = web.post(path, Map.of("List-Unsubscribe", "One-Click"));
        HttpResponse<String> second = web.post(path, Map.of("List-Unsubscribe", "One-Click"));

        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(web.house.query("SELECT count(*) FROM subscriber_change WHERE became LIKE 'off%'"))
                .containsExactly("1");
    }

    @Test
    void p9_no_get_unsubscribes_whatever_scanner_follows_the_link() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());

        HttpResponse<String> page = web.get(path + "?List-Unsubscribe=One-Click&leave=yes&confirm=yes");
        web.method("HEAD", path);
        web.method("OPTIONS", path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<button name=\"leave\"");
        assertThat(web.states()).containsExactly("ann@example.com active");
    }

    @Test
    void p9_a_forged_token_is_answered_as_a_genuine_one() {
        String genuine = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());
        Map<String, String> click = Map.of("List-Unsubscribe", "One-Click");

        assertThat(told(web.get("/unsubscribe/" + FORGED))).isEqualTo(told(web.get(genuine)));
        assertThat(told(web.post("/unsubscribe/" + FORGED, click))).isEqualTo(told(web.post(genuine, click)));
    }

    @Test
    void p9_tokens_of_another_purpose_or_cut_short_open_nothing() {
        long ann = web.ann();
        String settings = web.token(Purpose.SETTINGS, ann);
        String leave = web.token(Purpose.UNSUBSCRIBE, ann);

        web.post("/unsubscribe/" + settings, Map.of("List-Unsubscribe", "One-Click"));
        web.post("/unsubscribe/" + leave.substring(0, leave.length() - 1), Map.of("List-Unsubscribe", "One-Click"));

        assertThat(web.states()).containsExactly("ann@example.com active");
        assertThat(web.get("/settings/" + leave).statusCode()).isEqualTo(404);
        assertThat(web.post("/settings/" + leave, Map.of("save", "yes", "language", "ja"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(web.choice().variant().language()).isEqualTo(Language.EN);
    }

    @Test
    void a_post_that_says_nothing_does_nothing() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());

        assertThat(web.post(path, Map.of()).statusCode()).isEqualTo(400);
        assertThat(web.post(path, "text/plain", "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(400);
        assertThat(web.post(path, "application/x-www-form-urlencoded", "List-Unsubscribe=%zz")
                        .statusCode())
                .isEqualTo(400);
        assertThat(web.states()).containsExactly("ann@example.com active");
    }

    // ---- joining

    @Test
    void p9_joining_takes_a_mail_and_its_link() {
        web.post("/?lang=ja", Map.of("address", "ann@example.com", "language", "ja"));
        assertThat(web.states()).containsExactly("ann@example.com pending");
        assertThat(web.planned()).containsExactly("confirm-subscribe ann@example.com");
        String link = "/confirm/" + web.mailedToken("confirm");

        assertThat(web.get(link).body()).contains("Confirm your subscription");
        assertThat(web.states()).containsExactly("ann@example.com pending");
        HttpResponse<String> done = web.post(link, Map.of("confirm", "yes"));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("https://nikkan.example.org/settings/");
        assertThat(web.states()).containsExactly("ann@example.com active");
        assertThat(web.planned()).containsExactly("confirm-subscribe ann@example.com", "welcome ann@example.com");
        assertThat(web.house.query("SELECT consent_source FROM subscriber")).containsExactly("web page");
    }

    @Test
    void p9_who_confirms_twice_is_told_that_it_is_done_and_given_nothing() {
        web.post("/", Map.of("address", "ann@example.com"));
        String link = "/confirm/" + web.mailedToken("confirm");
        web.post(link, Map.of("confirm", "yes"));
        web.post("/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, 1), Map.of("leave", "yes"));

        HttpResponse<String> again = web.post(link, Map.of("confirm", "yes"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("Already confirmed").doesNotContain("/settings/", "ann@example.com", "<form");
        assertThat(told(web.get(link))).isEqualTo(told(again));
        assertThat(web.states()).containsExactly("ann@example.com off");
        assertThat(web.planned()).containsExactly("confirm-subscribe ann@example.com", "welcome ann@example.com");
    }

    @Test
    void p9_a_confirmation_that_is_forged_overtaken_or_a_week_old_is_not_called_done() {
        web.ann();
        String overtaken = "/confirm/" + web.asked(List.of());
        web.house.clock.advance(Duration.ofDays(2));
        String used = "/confirm/" + web.asked(List.of());
        web.post(used, Map.of("confirm", "yes"));
        assertThat(web.get(used).statusCode()).isEqualTo(200);

        web.house.clock.advance(Duration.ofDays(8));
        web.letters.expire();

        assertThat(List.of("/confirm/" + FORGED, overtaken, used))
                .extracting(link -> web.post(link, Map.of("confirm", "yes")).statusCode())
                .containsOnly(404);
        assertThat(web.house.query("SELECT count(*) FROM used_confirmation")).containsExactly("0");
    }

    @Test
    void p9_the_form_answers_the_same_of_known_and_unknown_addresses() {
        web.ann();

        String known = web.post("/", Map.of("address", "ann@example.com")).body();
        String unknown = web.post("/", Map.of("address", "bob@example.com")).body();
        String ours = web.post("/", Map.of("address", "digest@example.org")).body();

        assertThat(unknown.replace("bob@example.com", "ann@example.com")).isEqualTo(known);
        assertThat(ours.replace("digest@example.org", "ann@example.com")).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "digest@example.org",
                "digest+x@example.org",
                "news@example.org",
                "bounces+1-1-1-abc@example.org",
                "postmaster@example.com",
                "i-d-announce@ietf.org",
                "quic-request@example.com"
            })
    void p11_nothing_is_sent_to_addresses_that_are_ours_or_nobodys(String address) {
        HttpResponse<String> answer = web.post("/", Map.of("address", address));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(web.planned()).isEmpty();
        assertThat(web.states()).isEmpty();
    }

    @Test
    void p11_a_flood_of_requests_sends_sixty_mails_at_most() {
        for (int i = 0; i < 1_000; i++) {
            web.postFrom("10.0.%d.1".formatted(i / 4), "/", Map.of("address", "person" + i + "@example.com"));
        }
        for (int i = 0; i < 100; i++) {
            web.post("/", Map.of("address", "ann@example.com"));
        }

        assertThat(web.planned()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void p11_an_address_is_written_to_once_a_day_and_a_network_asks_ten_times() {
        for (int i = 0; i < 5; i++) {
            web.post("/", Map.of("address", "ann@example.com"));
        }
        assertThat(web.planned()).containsExactly("confirm-subscribe ann@example.com");

        List<Integer> statuses = IntStream.range(0, 12)
                .map(i -> web.postFrom("192.0.2." + i, "/", Map.of("address", "p" + i + "@example.com"))
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses.subList(0, 10)).containsOnly(200);
        assertThat(statuses.subList(10, 12)).containsOnly(429);
    }

    @Test
    void what_is_no_address_is_shown_again_and_escaped() {
        HttpResponse<String> answer = web.post("/", Map.of("address", "\"><script>alert(1)</script>"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("aria-invalid=\"true\"")
                .contains("&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script");
    }

    // ---- choosing

    @Test
    void settings_are_shown_and_changed_by_their_token() {
        String path = "/settings/" + web.token(Purpose.SETTINGS, web.ann());
        assertThat(web.get(path).body()).contains("value=\"en\" checked").doesNotContain("ann@example.com");

        HttpResponse<String> answer = web.post(path, chosen("wg:quic, word:暗号"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("role=\"status\"");
        assertThat(web.filter()).hasToString("wg:quic, word:暗号");
        assertThat(web.choice().variant().language()).isEqualTo(Language.JA);
        assertThat(web.choice().variant().textOnly()).isTrue();
        assertThat(web.choice().variant().oneMail()).isTrue();
        assertThat(web.choice().quietDays()).isFalse();
        assertThat(web.house.query("SELECT what FROM subscriber_change ORDER BY id DESC LIMIT 1"))
                .containsExactly("web page");
    }

    @Test
    void terms_that_are_typed_below_everything_are_the_filter() {
        String path = "/settings/" + web.token(Purpose.SETTINGS, web.ann());
        Element form = form(web.get(path));
        form.select("#filter").val("wg:quic");

        HttpResponse<String> answer = submit(path, form);

        assertThat(web.filter()).hasToString("wg:quic");
        assertThat(form(answer).select("[name=scope][checked]").val()).isEqualTo("filter");
    }

    @Test
    void who_goes_back_to_everything_gets_it_though_the_terms_still_stand_there() {
        String path = "/settings/" + web.token(Purpose.SETTINGS, web.ann());
        web.post(path, chosen("wg:quic"));

        submit(path, choose(form(web.get(path)), "scope", "all"));

        assertThat(web.filter()).hasToString("all");
    }

    @Test
    void who_goes_back_to_everything_from_terms_that_were_refused_gets_it() {
        String path = "/settings/" + web.token(Purpose.SETTINGS, web.ann());
        Element refused = form(web.post(path, chosen("quic")));

        HttpResponse<String> answer = submit(path, choose(refused, "scope", "all"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(web.filter()).hasToString("all");
    }

    @Test
    void a_term_that_can_never_be_met_is_refused_with_what_was_perhaps_meant() {
        String path = "/settings/" + web.token(Purpose.SETTINGS, web.ann());

        HttpResponse<String> answer = web.post(path, chosen("wg:quic, draft:ietf-quic-http"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select("[role=alert] li").eachText())
                .containsExactly("draft:ietf-quic-http (draft:draft-ietf-quic-http?)");
        assertThat(web.filter()).hasToString("all");
    }

    @Test
    void what_is_chosen_beside_a_filter_that_is_none_stays_chosen() {
        String path = "/settings/" + web.token(Purpose.SETTINGS, web.ann());

        Element again = form(web.post(path, chosen("quic")));

        assertThat(again.select("[checked]").eachAttr("value")).containsExactly("ja", "filter", "no", "text", "one");
        assertThat(again.select("#filter").val()).isEqualTo("quic");
        assertThat(web.choice()).isEqualTo(Choice.of(Language.EN));
    }

    @Test
    void a_wish_by_mail_with_a_line_that_is_none_is_confirmed_to_the_settings_page() {
        web.ann();
        String link = "/confirm/" + web.asked(List.of("language ja", "format pdf", "filter wg:quic"));

        HttpResponse<String> answer = web.post(link, Map.of("confirm", "yes"));

        Element form = form(answer);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select("[role=alert] li").eachText())
                .containsExactly("format pdf");
        assertThat(form.select("[checked]").eachAttr("value")).containsExactly("ja", "filter", "yes", "html", "parts");
        assertThat(web.choice()).isEqualTo(Choice.of(Language.EN));
        assertThat(submit(URI.create(form.attr("action")).getPath(), form).statusCode())
                .isEqualTo(200);
        assertThat(web.choice().variant().language()).isEqualTo(Language.JA);
        assertThat(web.filter()).hasToString("wg:quic");
    }

    private static Element form(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).expectFirst("form");
    }

    private static Element choose(Element form, String name, String value) {
        form.select("[name=%s]".formatted(name)).removeAttr("checked");
        form.select("[name=%s][value=%s]".formatted(name, value)).attr("checked", "");
        return form;
    }

    /// As a browser does: what the form holds, and the button.
    private HttpResponse<String> submit(String path, Element form) {
        Map<String, String> fields = new HashMap<>();
        form.select("input[type=hidden], input[type=text], input[checked], button")
                .forEach(control -> fields.put(control.attr("name"), control.val()));
        return web.post(path, fields);
    }

    private static Map<String, String> chosen(String filter) {
        return Map.of(
                "save", "yes",
                "language", "ja",
                "scope", "filter",
                "filter", filter,
                "format", "text",
                "mails", "one",
                "quiet-days", "no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "quic", "wg:", "wg:quic,,", "everything else", "wg:a\nwg:b, x"})
    void a_filter_that_is_none_changes_nothing_and_stays_in_the_field(String filter) {
        String path = "/settings/" + web.token(Purpose.SETTINGS, web.ann());

        HttpResponse<String> answer = web.post(path, chosen(filter));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("role=\"alert\"").contains("aria-invalid=\"true\"");
        assertThat(web.choice()).isEqualTo(Choice.of(Language.EN));
    }

    @Test
    void fields_that_no_form_of_ours_sends_change_nothing() {
        String path = "/settings/" + web.token(Purpose.SETTINGS, web.ann());

        assertThat(web.post(path, Map.of("save", "yes", "language", "en\nformat text"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(web.choice()).isEqualTo(Choice.of(Language.EN));
    }

    @Test
    void who_left_and_who_never_was_are_told_the_same_of_settings() {
        String settings = web.token(Purpose.SETTINGS, web.ann());
        web.house.subscribers.remove(WebHouse.ANN);

        assertThat(told(web.get("/settings/" + settings))).isEqualTo(told(web.get("/settings/" + FORGED)));
    }

    @Test
    void a_link_to_the_settings_is_mailed_to_who_is_subscribed_and_asked_of_anybody() {
        web.ann();
        web.post("/manage", Map.of("address", "ann@example.com", "wish", "settings"));
        assertThat(web.planned()).containsExactly("confirm-settings ann@example.com");

        HttpResponse<String> known = web.post("/confirm/" + web.mailedToken("confirm"), Map.of("confirm", "yes"));
        web.post("/manage", Map.of("address", "bob@example.com", "wish", "settings"));
        HttpResponse<String> unknown = web.post("/confirm/" + web.mailedToken("confirm"), Map.of("confirm", "yes"));

        assertThat(known.body()).contains("https://nikkan.example.org/settings/");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(web.states()).containsExactly("ann@example.com active");
    }

    @Test
    void leaving_without_a_token_takes_a_mail_too() {
        web.ann();
        web.post("/manage", Map.of("address", "ann@example.com", "wish", "unsubscribe"));
        assertThat(web.states()).containsExactly("ann@example.com active");

        web.post("/confirm/" + web.mailedToken("confirm"), Map.of("confirm", "yes"));

        assertThat(web.states()).containsExactly("ann@example.com off");
        assertThat(web.planned()).containsExactly("confirm-unsubscribe ann@example.com");
    }

    @Test
    void who_wants_their_address_erased_leaves_a_hash() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());

        HttpResponse<String> answer = web.post(path, Map.of("leave", "yes", "erase", "yes"));

        assertThat(answer.body()).contains("erased");
        assertThat(web.house.query("SELECT address FROM v_subscriber")).isEmpty();
        assertThat(web.house.query("SELECT cause FROM suppression")).containsExactly("forgotten");
        assertThat(web.post(path, Map.of("leave", "yes", "erase", "yes")).statusCode())
                .isEqualTo(200);
    }

    // ---- what every answer has

    @ParameterizedTest
    @ValueSource(strings = {"/", "/manage", "/unsubscribe/x", "/settings/x", "/confirm/x", "/health", "/nowhere"})
    void every_answer_forbids_what_a_page_of_ours_does_not_need(String path) {
        HttpResponse<String> answer = web.get(path);

        assertThat(answer.headers().map())
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("x-robots-tag", List.of("noindex, nofollow"))
                .doesNotContainKeys("set-cookie", "location", "server");
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.body()).doesNotContain("<script", " style=\"", " onclick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"})
    void other_methods_are_refused_everywhere(String method) {
        for (String path : List.of("/", "/health", "/unsubscribe/" + FORGED, "/nowhere")) {
            HttpResponse<String> answer = web.method(method, path);

            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).contains("GET, POST");
        }
    }

    @Test
    void the_host_header_gets_into_no_link() {
        String token = web.token(Purpose.SETTINGS, web.ann());

        String page = web.raw("GET /settings/" + token
                + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                + "Forwarded: host=evil.example\r\nConnection: close\r\n\r\n");
        String absolute = web.raw("GET http://evil.example/settings/" + token
                + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        assertThat(page).contains("https://nikkan.example.org/unsubscribe/").doesNotContain("evil.example");
        assertThat(absolute).startsWith("HTTP/1.1 200").doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/unsubscribe/../health",
                "/%2e%2e/conf/nikkan.toml",
                "//etc/passwd",
                "/health/",
                "/unsubscribe/a%00b",
                "/unsubscribe/a/b",
                "/page.css",
                "*",
                "evil.example:443",
                "/\\..\\nikkan.db"
            })
    void no_path_leads_anywhere_else(String path) {
        String answer = web.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        // What has no path at all the server does not even answer.
        assertThat(answer).matches("(?s)(HTTP/1.1 (404|400) .*)?").doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n\r\nGET\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/1.1\r\nBad Header: x\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"
            })
    void what_is_no_request_is_refused(String octets) {
        assertThat(web.raw(octets)).doesNotContain("HTTP/1.1 200");
        assertThat(web.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void a_chunked_body_is_read_like_any_other() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());

        String answer = web.raw("POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                + "10\r\nList-Unsubscribe\r\na\r\n=One-Click\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(web.states()).containsExactly("ann@example.com off");
    }

    @Test
    void what_follows_a_body_is_no_second_request() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());

        String answer = web.raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\na"
                + "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 26\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\nList-Unsubscribe=One-Click");

        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        assertThat(web.states()).containsExactly("ann@example.com active");
    }

    @Test
    void a_large_body_is_refused_whatever_its_length_is_said_to_be() {
        String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";

        String declared = web.raw(head + "Content-Length: 20000\r\n\r\n" + "a".repeat(20_000));
        String chunked =
                web.raw(head + "Transfer-Encoding: chunked\r\n\r\n4e20\r\n" + "a".repeat(20_000) + "\r\n0\r\n\r\n");

        assertThat(declared).startsWith("HTTP/1.1 413");
        assertThat(chunked).startsWith("HTTP/1.1 413");
    }

    // ---- limits

    @Test
    void a_hundred_thousand_tokens_tried_are_refused_after_sixty() {
        List<Integer> statuses = IntStream.range(0, 200)
                .map(i -> web.postFrom(
                                "198.51.100." + i,
                                "/unsubscribe/1-%d-0-%026d".formatted(i, i),
                                Map.of("List-Unsubscribe", "One-Click"))
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses.stream().filter(status -> status == 200).count()).isBetween(60L, 80L);
        assertThat(statuses.getLast()).isEqualTo(429);
    }

    @Test
    void who_has_a_genuine_token_leaves_whatever_their_neighbours_do() {
        String path = "/unsubscribe/" + web.token(Purpose.UNSUBSCRIBE, web.ann());
        for (int i = 0; i < 100; i++) {
            web.postFrom("198.51.100.1", "/unsubscribe/" + FORGED, Map.of("List-Unsubscribe", "One-Click"));
        }

        HttpResponse<String> answer = web.postFrom("198.51.100.1", path, Map.of("List-Unsubscribe", "One-Click"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(web.states()).containsExactly("ann@example.com off");
    }

    // ---- languages

    @Test
    void the_page_is_in_the_language_of_the_link_else_of_the_browser_else_of_the_list() {
        assertThat(web.get("/?lang=ja", "Accept-Language", "en").body()).contains("<html lang=\"ja\">");
        assertThat(web.get("/", "Accept-Language", "fr, ja;q=0.8, en;q=0.5").body())
                .contains("<html lang=\"ja\">");
        assertThat(web.get("/", "Accept-Language", "fr").body()).contains("<html lang=\"en\">");
        assertThat(web.get("/?lang=%00", "Accept-Language", ";;;q=x").body()).contains("<html lang=\"en\">");
    }

    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body();
    }
}
