package dev.nikkan.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Whose word counts for a server's certificate (RFC 5280 §6.1.1): the runtime's own authorities, or those of a PEM
/// file and no others.
public final class TrustAnchors {
    private TrustAnchors() {}

    /// To be asked for anew for each connection, so that a renewed file needs no restart.
    ///
    /// @throws IOException if the file cannot be read, or holds no certificate
    public static SSLSocketFactory socketFactory(Optional<Path> caFile) throws IOException {
        try {
            return (caFile.isEmpty() ? SSLContext.getDefault() : context(caFile.get())).getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates to trust cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(Path pem) throws GeneralSecurityException, IOException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(certificates(pem));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore certificates(Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new IOException(pem + " holds no certificate");
        }
        return store;
    }
}
