package io.hansock.sample;

import java.util.List;

/**
 * What the page is told: what there is, though a server may be missing.
 *
 * @param characters what was found
 * @param silent the servers that did not answer, in the order of their names
 */
record Answer(List<CharacterView> characters, List<String> silent) {
    Answer {
        characters = List.copyOf(characters);
        silent = List.copyOf(silent);
    }
}
