package dev.nikkan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A real Dovecot at Debian's defaults but for ports and folders, with any user's mailbox in Maildir.
final class Dovecot implements AutoCloseable {
    private final Path folder = Bench.WORK.resolve("dovecot");
    private final int imap = Bench.freePort();
    private final int lmtp = Bench.freePort();
    private final Process process;

    Dovecot() throws IOException, InterruptedException {
        for (String name : List.of("run", "state", "log", "mail")) {
            Files.createDirectories(folder.resolve(name));
        }
        own();
        Path file = Files.writeString(folder.resolve("dovecot.conf"), """
                base_dir = DIR/run
                state_dir = DIR/state
                log_path = DIR/log/dovecot.log
                protocols = imap lmtp
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login
                mail_location = maildir:~/Maildir
                mail_uid = nobody
                mail_gid = nogroup
                first_valid_uid = 1
                first_valid_gid = 1
                passdb {
                  driver = static
                  args = password=PASSWORD
                }
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=DIR/mail/%u
                }
                service imap-login {
                  inet_listener imap {
                    address = 127.0.0.1
                    port = IMAP
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service lmtp {
                  inet_listener lmtp {
                    address = 127.0.0.1
                    port = LMTP
                  }
                }
                namespace inbox {
                  inbox = yes
                }
                protocol lmtp {
                  postmaster_address = postmaster@localhost
                }
                """.replace("DIR", folder.toString())
                .replace("PASSWORD", Bench.PASSWORD)
                .replace("IMAP", Integer.toString(imap))
                .replace("LMTP", Integer.toString(lmtp)));
        process = new ProcessBuilder("dovecot", "-F", "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log/start.log").toFile())
                .start();
        Bench.await("Dovecot answers", 50_000, () -> Bench.answers(imap) && Bench.answers(lmtp));
    }

    int port() {
        return imap;
    }

    /// Where mails may be put for a user.
    Path maildir(String user) throws IOException {
        Path maildir = folder.resolve("mail/" + user + "/Maildir");
        for (String name : List.of("new", "cur", "tmp")) {
            Files.createDirectories(maildir.resolve(name));
        }
        return maildir.resolve("new");
    }

    /// Takes a user's mails away while nobody reads them.
    void empty(String user) throws IOException {
        Path home = folder.resolve("mail/" + user);
        if (Files.exists(home)) {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Makes over to the server what was put into its folders.
    void own() throws IOException, InterruptedException {
        new ProcessBuilder(
                        "chown", "-R", "nobody:nogroup", folder.resolve("mail").toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /// Delivers a mail by LMTP (RFC 2033).
    ///
    /// @return when the server had it, by [System#nanoTime()]
    long deliver(String user, String mail) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lmtp)) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            answer(in);
            say(out, in, "LHLO bench");
            say(out, in, "MAIL FROM:<sender@example.org>");
            say(out, in, "RCPT TO:<" + user + ">");
            say(out, in, "DATA");
            say(out, in, mail + ".");
            long delivered = System.nanoTime();
            say(out, in, "QUIT");
            return delivered;
        }
    }

    private static void say(OutputStream out, BufferedReader in, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        answer(in);
    }

    private static void answer(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.matches("[23].*")) {
            throw new IOException("LMTP: " + line);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        Bench.end(process);
    }
}
