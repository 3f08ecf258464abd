package dev.nikkan.intake;

import dev.nikkan.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The OAuth access token that a command of the operator prints. Asked for before each connect: tokens live an hour.
final class AccessToken {
    private AccessToken() {}

    static Secret ask(List<String> command, Duration within) throws ImapFailure {
        Process process = start(command);
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw refused(command, "did not end within " + within.toSeconds() + " s");
            }
            return token(command, process);
        } catch (IOException e) {
            throw new ImapFailure(
                    ImapFailure.Kind.UNREACHABLE, "token-command " + command.getFirst() + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(command, "was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> command) throws ImapFailure {
        try {
            // What it has to complain about goes to our own standard error, never into a message of ours.
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new ImapFailure(
                    ImapFailure.Kind.UNREACHABLE, "token-command " + command.getFirst() + " cannot be started", e);
        }
    }

    private static Secret token(List<String> command, Process process) throws IOException, ImapFailure {
        if (process.exitValue() != 0) {
            throw refused(command, "ended with status " + process.exitValue());
        }
        // Not to the end of the stream: a child left behind may hold the pipe open. What was written is there by now.
        InputStream out = process.getInputStream();
        String token = new String(out.readNBytes(out.available()), StandardCharsets.UTF_8).strip();
        if (token.isEmpty()) {
            throw refused(command, "printed nothing");
        }
        return new Secret(token);
    }

    private static ImapFailure refused(List<String> command, String what) {
        return new ImapFailure(ImapFailure.Kind.UNREACHABLE, "token-command " + command.getFirst() + " " + what);
    }
}
