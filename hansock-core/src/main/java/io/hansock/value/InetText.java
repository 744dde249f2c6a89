package io.hansock.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Internet addresses in digits. Nothing is ever looked up: a server that sends a name instead is not obeyed. */
final class InetText {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    /** What has a colon and is no IPv6 address is refused by the JDK before it looks anything up. */
    private static final Pattern MAYBE_IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

    private InetText() {}

    static InetAddress parse(String address) {
        if (IPV4.matcher(address).matches() || MAYBE_IPV6.matcher(address).matches()) {
            try {
                return InetAddress.getAllByName(address)[0];
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an Internet address in digits", e);
            }
        }
        throw new IllegalArgumentException("not an Internet address in digits");
    }
}
