package io.hansock.spring.boot.autoconfigure;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/** A context whose new connections are encrypted by what an SSL bundle says at that moment. Safe for any thread. */
final class ReloadingSslContext extends SSLContext {
    private final Present present;

    private ReloadingSslContext(Present present, SSLContext first) {
        super(present, first.getProvider(), first.getProtocol());
        this.present = present;
    }

    static ReloadingSslContext of(SslBundle bundle) {
        Loaded first = Loaded.of(bundle);
        return new ReloadingSslContext(new Present(first), first.context);
    }

    /** Connections that there are stay as they are. */
    void reload(SslBundle bundle) {
        present.loaded = Loaded.of(bundle);
    }

    private record Loaded(SSLContext context, SslOptions options) {
        static Loaded of(SslBundle bundle) {
            return new Loaded(bundle.createSslContext(), bundle.getOptions());
        }

        SSLEngine limited(SSLEngine engine) {
            if (options.getCiphers() != null) {
                engine.setEnabledCipherSuites(options.getCiphers());
            }
            if (options.getEnabledProtocols() != null) {
                engine.setEnabledProtocols(options.getEnabledProtocols());
            }
            return engine;
        }
    }

    private static final class Present extends SSLContextSpi {
        private volatile Loaded loaded;

        Present(Loaded first) {
            this.loaded = first;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new IllegalStateException("it is the bundle's to say what it is made of");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return loaded.context.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return loaded.context.getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            Loaded now = loaded;
            return now.limited(now.context.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            Loaded now = loaded;
            return now.limited(now.context.createSSLEngine(host, port));
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return loaded.context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return loaded.context.getClientSessionContext();
        }
    }
}
