package io.hansock.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;

/** Has the next caller with several channels get a selector that fails. Stateless. */
public final class BrokenSelectors {
    private BrokenSelectors() {}

    /** The one that is lent out next throws whatever is asked of it. */
    public static void lend(IoThread io) {
        try {
            Selector broken = Selector.open();
            broken.close();
            io.selectors().give(broken);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
