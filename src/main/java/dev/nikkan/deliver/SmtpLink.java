package dev.nikkan.deliver;

import dev.nikkan.model.TransportSecurity;
import dev.nikkan.tls.TrustAnchors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// The socket that Angus gets. It is ours so that any thread can end it at any time, that TLS is required and the
/// server's name checked whatever Angus' properties say, and that replies come through a [ReplyStream].
///
/// [#abandon(String)] may be called by any thread; all else by one.
final class SmtpLink extends Socket {
    private final SmtpSettings settings;
    private final Socket tcp = new Socket();
    private @Nullable ReplyStream replies;
    private @Nullable OutputStream commands;
    private boolean secured;
    private volatile @Nullable String abandoned;

    SmtpLink(SmtpSettings settings) {
        this.settings = settings;
    }

    @Override
    public void connect(SocketAddress server, int timeoutMillis) throws IOException {
        tcp.connect(server, timeoutMillis);
        tcp.setTcpNoDelay(true);
        replies = new ReplyStream(tcp.getInputStream());
        commands = tcp.getOutputStream();
        switch (settings.security()) {
            case TLS -> secure();
            case STARTTLS -> {}
            case NONE -> requireLoopback();
        }
    }

    private void requireLoopback() throws IOException {
        if (!tcp.getInetAddress().isLoopbackAddress()) {
            throw new NotSecureException(settings.host() + " is not this machine: mail goes there with TLS only");
        }
    }

    /// Turns this connection into a TLS connection with the server we mean; for `STARTTLS`, after its 220.
    void secure() throws IOException {
        if (secured || settings.security() == TransportSecurity.NONE) {
            throw new NotSecureException("the server asks for TLS where none is configured");
        }
        getInputStream().requireSilence();
        SSLSocket tls = handshake();
        getInputStream().switchTo(tls.getInputStream());
        // One record for each flush: without a buffer each line of a mail would become a TLS record of its own.
        commands = new BufferedOutputStream(tls.getOutputStream());
        secured = true;
    }

    private SSLSocket handshake() throws IOException {
        SSLSocket tls = (SSLSocket)
                TrustAnchors.socketFactory(settings.caFile()).createSocket(tcp, settings.host(), settings.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        // RFC 2818 §3.1, which RFC 8314 takes for mail: the name in the certificate is the one that we connect to.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    boolean isSecured() {
        return secured;
    }

    /// Ends the connection now; whoever is reading or writing gets an exception.
    void abandon(String reason) {
        abandoned = reason;
        close();
    }

    /// Why [#abandon(String)] was called, if it was.
    @Nullable
    String abandoned() {
        return abandoned;
    }

    @Override
    public ReplyStream getInputStream() throws IOException {
        if (replies == null) {
            throw new SocketException("not connected");
        }
        return replies;
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                current().write(octet);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                current().write(octets, offset, length);
            }

            @Override
            public void flush() throws IOException {
                current().flush();
            }
        };
    }

    private OutputStream current() throws SocketException {
        if (commands == null) {
            throw new SocketException("not connected");
        }
        return commands;
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        tcp.setSoTimeout(millis);
    }

    /// How long each read may wait from now on.
    void waitAtMost(Duration time) throws LinkLostException {
        try {
            setSoTimeout(Math.toIntExact(time.toMillis()));
        } catch (SocketException e) {
            throw new LinkLostException(Reasons.of(e, this));
        }
    }

    @Override
    public int getPort() {
        return tcp.getPort();
    }

    /// Closes the TCP connection and says no goodbye in TLS: that would wait for a writer that hangs.
    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException _) {
            // closed is what it was to be
        }
    }
}
