package dev.nikkan.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Where a measurement works, and the programs it starts there.
final class Bench {
    static final Path WORK = Path.of(System.getProperty("bench.work"));
    static final Path PRODUCT = Path.of(System.getProperty("bench.product")).toAbsolutePath();
    static final String PASSWORD = "secret";
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private Bench() {}

    static int number(String variable, int otherwise) {
        String text = System.getenv(variable);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /// A folder with a configuration in it, ready for a daemon that has no store yet.
    static Path household(String name, int imap, int smtp, String more) throws IOException {
        Path folder = Files.createDirectories(WORK.resolve(name));
        Path secret = folder.resolve("password");
        if (!Files.exists(secret)) {
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, PASSWORD);
        }
        Files.writeString(folder.resolve("nikkan.toml"), """
                [store]
                path = "nikkan.db"
                [[source]]
                host = "127.0.0.1"
                port = %d
                security = "none"
                user = "bench"
                password-file = "password"
                [digest]
                %s
                [smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                from = "Nikkan <nikkan@example.org>"
                """.formatted(imap, more, smtp));
        return folder;
    }

    /// Starts `nikkan` as an operator would, its words going to a file.
    static Process nikkan(Path folder, String... words) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(PRODUCT.resolve("bin/nikkan").toString());
        builder.command().addAll(List.of("-c", folder.resolve("nikkan.toml").toString()));
        builder.command().addAll(List.of(words));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("nikkan.log").toFile())
                .start();
    }

    static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /// Runs a program to its end and gives the milliseconds it took.
    static double run(Process process, int... acceptable) throws InterruptedException {
        long start = System.nanoTime();
        int status = process.waitFor();
        for (int fine : acceptable) {
            if (status == fine) {
                return millisSince(start);
            }
        }
        throw new IllegalStateException(process.info() + " ended with " + status);
    }

    /// The processor time of a process that still runs: what it costs however busy the machine is.
    static double cpuMillis(Process process) {
        return cpuMillis(process.toHandle());
    }

    static double cpuMillis(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(spent -> spent.toNanos() / 1e6)
                .orElse(Double.NaN);
    }

    static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    static void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void await(String what, long everyMicros, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new IllegalStateException("waited in vain until " + what);
            }
            LockSupport.parkNanos(everyMicros * 1000);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
