package io.hansock.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a {@code LOAD DATA LOCAL INFILE} loads. */
@FunctionalInterface
public interface InfileContent {
    /**
     * {@return the content; it is read to its end and closed}
     *
     * @throws IOException if there is none; the server then loads nothing
     */
    InputStream open() throws IOException;

    /**
     * {@return these bytes as content}
     *
     * @param bytes not copied: to be left alone until the statement has ended
     */
    static InfileContent of(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    /**
     * {@return a file as content}
     *
     * @param file chosen by the application; the name that the server asks for never is one
     */
    static InfileContent of(Path file) {
        return () -> Files.newInputStream(file);
    }
}
