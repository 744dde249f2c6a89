package io.hansock.discovery;

import io.hansock.ServerFacts;

/**
 * What a server has told. Where its HandlerSocket must be left for what the server is at this moment, that is told of both ports, also of
 * one that nobody asked for.
 *
 * @param facts what anybody may know
 * @param reads its HandlerSocket port for reads
 * @param writes its HandlerSocket port for writes
 */
public record Learned(ServerFacts facts, Listener reads, Listener writes) {
    /** Whether HandlerSocket must be left, whatever else is found out. */
    public boolean isBarred() {
        return reads instanceof Listener.Barred;
    }
}
