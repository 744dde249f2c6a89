package io.hansock.sample;

import java.util.List;
import java.util.Map;

/**
 * What the servers that answered have.
 *
 * @param rows the characters found, by code point
 * @param silent the servers that did not answer
 */
record Found(Map<Integer, CodePoint> rows, List<String> silent) {
    Found {
        rows = Map.copyOf(rows);
        silent = List.copyOf(silent);
    }
}
