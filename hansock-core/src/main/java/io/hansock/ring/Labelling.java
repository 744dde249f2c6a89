package io.hansock.ring;

/** Where the label of a server comes from. Changing it moves nearly every key. */
public enum Labelling {
    /** The server's configured name: keys stay where they are when the server moves to another address. */
    NAME {
        @Override
        public String label(String name, String host, int port) {
            return name;
        }
    },

    /**
     * {@code host:port}, as libhansock does and most server files of libketama have it. The host is taken as it is written in the
     * configuration, never resolved; an IPv6 address stands in brackets; the port is never dropped.
     */
    HOST_PORT {
        @Override
        public String label(String name, String host, int port) {
            if (host.isBlank()) {
                throw new IllegalArgumentException("the host of " + name + " is blank");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("the port of " + name + " is not in 1..65535: " + port);
            }
            boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
            return (bareIpv6 ? "[" + host + "]" : host) + ":" + port;
        }
    };

    /**
     * {@return the label of a server}
     *
     * @param name what the configuration calls the server
     * @param host its host name or address, as the configuration has it
     * @param port the port that the label names
     * @throws IllegalArgumentException if the label is made of them and the host is blank or the port not in 1..65535
     */
    public abstract String label(String name, String host, int port);
}
