package io.hansock.sample;

/**
 * Where a character is kept.
 *
 * @param server the server that the ring gives it
 * @param place where on the ring its key falls, from 0 to 1
 */
record Home(String server, double place) {}
