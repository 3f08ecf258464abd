package dev.nikkan.app.command;

import dev.nikkan.web.WebSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the pages for subscribers how they are, as everybody reaches them: by their public address, through the proxy.
final class WebDoctor {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String PART = "web";
    /// What our own answer begins with, so that another server's page is not taken for it.
    private static final String OK = "ok\n";

    private static final String NOT_OK = "not ok";

    private final Optional<WebSettings> settings;

    WebDoctor(Optional<WebSettings> settings) {
        this.settings = settings;
    }

    /// Nothing where there are no pages.
    List<Diagnosis> web() {
        return settings.map(web -> asked(web.links().health())).stream().toList();
    }

    private static Diagnosis asked(URI address) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(Redirect.NEVER)
                .build();
        try {
            // The request's own time limit ends with the header of the answer.
            return client.sendAsync(request, BodyHandlers.ofInputStream())
                    .thenApplyAsync(answer -> said(address, answer))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return failed(
                    address,
                    e.getCause() instanceof IOException cause ? Causes.of(cause) : String.valueOf(e.getMessage()));
        } catch (TimeoutException _) {
            return failed(address, "no answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed(address, "interrupted");
        } finally {
            client.shutdownNow();
        }
    }

    private static Diagnosis said(URI address, HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            String text = new String(body.readNBytes(NOT_OK.length()), StandardCharsets.UTF_8);
            if (answer.statusCode() == 200 && text.equals(OK)) {
                return Diagnosis.ok(PART, address + " answers");
            }
            return answer.statusCode() == 503 && text.equals(NOT_OK)
                    ? Diagnosis.warn(PART, address + " answers that not all is well; nikkan status says why.")
                    : failed(address, "status " + answer.statusCode() + ", which is not the daemon's answer");
        } catch (IOException e) {
            return failed(address, Causes.of(e));
        }
    }

    private static Diagnosis failed(URI address, String why) {
        return Diagnosis.fail(
                PART,
                "%s: %s. Check that the daemon runs, that the proxy leads there, and url, bind and port of [web]."
                        .formatted(address, why));
    }
}
