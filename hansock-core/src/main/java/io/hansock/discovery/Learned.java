package io.hansock.discovery;

import io.hansock.ServerFacts;

/**
 * What a server has told.
 *
 * @param facts what anybody may know
 * @param reads its HandlerSocket port for reads
 * @param writes its HandlerSocket port for writes
 */
public record Learned(ServerFacts facts, Listener reads, Listener writes) {}
