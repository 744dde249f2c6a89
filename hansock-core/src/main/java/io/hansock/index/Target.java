package io.hansock.index;

/** Which servers a command goes to. */
public sealed interface Target {
    /** The one server that the ring gives for the command's shard columns; with one server, that. */
    Target BY_SHARD = new ByShard();

    /** Every server. */
    Target ALL_SERVERS = new AllServers();

    /** Of {@link #BY_SHARD}. */
    record ByShard() implements Target {}

    /** Of {@link #ALL_SERVERS}. */
    record AllServers() implements Target {}

    /**
     * One server, by its configured name.
     *
     * @param name the name
     */
    record Server(String name) implements Target {}
}
