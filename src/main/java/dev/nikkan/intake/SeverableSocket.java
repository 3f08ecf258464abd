package dev.nikkan.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The socket under one IMAP connection, kept so that another thread can close it. Angus Mail's own ways of closing
/// wait for the very read that hangs (angus-mail issue 176), so closing the socket is the only way out of silence.
final class SeverableSocket {
    private @Nullable Socket socket;
    private @Nullable String reason;

    /// Safe from any thread, at any time, also before there is a connection: then it is closed as soon as it is made.
    ///
    /// @param why what the operator reads, where the connection just looks closed
    synchronized void sever(String why) {
        if (reason == null) {
            reason = why;
        }
        if (socket != null) {
            closeQuietly(socket);
        }
    }

    /// Why it was severed, if it was.
    synchronized Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    private synchronized Socket keep(Socket made) throws IOException {
        if (reason != null) {
            closeQuietly(made);
            throw new IOException(reason);
        }
        // A command is one small packet, and its answer is waited for: nothing is won by collecting (RFC 896).
        made.setTcpNoDelay(true);
        socket = made;
        return made;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is lost: nobody uses the connection any more, and the reader gets its own exception.
        }
    }

    /// Makes the plain socket of a connection that starts without TLS.
    SocketFactory plain() {
        return new Plain();
    }

    /// Puts TLS on a socket.
    SSLSocketFactory tls(SSLSocketFactory trusting) {
        return new Tls(trusting);
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return keep(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return keep(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return keep(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return keep(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return keep(new Socket(host, port, local, localPort));
        }
    }

    private final class Tls extends SSLSocketFactory {
        private final SSLSocketFactory trusting;

        private Tls(SSLSocketFactory trusting) {
            this.trusting = trusting;
        }

        /// Keeps the socket below TLS: closing an SSLSocket may first wait to write a closing alert.
        @Override
        public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
            return trusting.createSocket(keep(below), host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return keep(trusting.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return keep(trusting.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return keep(trusting.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return keep(trusting.createSocket(host, port, local, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return trusting.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return trusting.getSupportedCipherSuites();
        }
    }
}
