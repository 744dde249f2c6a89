package io.hansock.sample;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What a page has to know to kill servers: made anew at each start, and told only to whoever started the demonstration. */
@Component
@Profile("demo")
class DemoToken {
    static final String HEADER = "X-Demo-Token";

    private static final int BYTES = 16;

    private final String text;

    DemoToken() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        this.text = HexFormat.of().formatHex(random);
    }

    String text() {
        return text;
    }

    /** Refuses whoever does not know the token, or comes from elsewhere. */
    void check(HttpServletRequest request) {
        if (!knows(request.getHeader(HEADER)) || !isLocal(request.getRemoteAddr())) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN, "This takes the token of the address that the demonstration printed.");
        }
    }

    private boolean knows(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLocal(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the container gave no literal address", e);
        }
    }
}
