package io.hansock.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.HansockException;
import io.hansock.ServerException;
import io.hansock.handlersocket.ServerErrors;
import io.hansock.handlersocket.Tokens;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a command: a {@link Line}, whose children are its tokens ({@link Text}, {@link Null} or {@link Encoded}), or
 * an {@link Failure} in place of a line that did not arrive. Immutable; the bytes may be any.
 */
public sealed interface Reply {
    /** {@return the bytes as the server sent them, as a copy, without tab or line feed; none for an error} */
    byte[] bytes();

    /** {@return the value as text in UTF-8, malformed bytes as U+FFFD; null for NULL; for an error its message} */
    @Nullable
    String text();

    /** {@return the tokens of a line; nothing for every other reply} */
    default Iterable<Reply> children() {
        return List.of();
    }

    /**
     * There is no reply of the server's.
     *
     * @param cause why not; the same as {@link Batch#failure()}
     */
    record Failure(HansockException cause) implements Reply {
        @Override
        public byte[] bytes() {
            return new byte[0];
        }

        @Override
        public String text() {
            return String.valueOf(cause.getMessage());
        }
    }

    /** A line. Also the server's own refusals are lines: {@link #refusal(String)}. */
    final class Line implements Reply {
        private final ReplySlice slice;

        Line(byte[] bytes, int from, int to) {
            slice = new ReplySlice(bytes, from, to);
        }

        @Override
        public byte[] bytes() {
            return slice.copy();
        }

        @Override
        public String text() {
            return slice.text();
        }

        @Override
        public Iterable<Reply> children() {
            return () -> slice.tokens();
        }

        /**
         * {@return the server's refusal as an exception, or empty if the line does not begin with an error code} An error line is a
         * code other than 0, the number 1, and a word or number.
         *
         * @param server what the exception shall call the server
         */
        public Optional<ServerException> refusal(String server) {
            ReplyTokens tokens = slice.tokens();
            String code = text(tokens);
            if (code.equals("0") || !code.matches("[0-9]{1,9}") || !text(tokens).equals("1") || !tokens.hasNext()) {
                return Optional.empty();
            }
            int start = tokens.position();
            tokens.next();
            return tokens.hasNext()
                    ? Optional.empty()
                    : Optional.of(ServerErrors.of(server, slice.bytes(), start, slice.to(), ""));
        }

        private static String text(Iterator<Reply> tokens) {
            return tokens.hasNext() ? new String(tokens.next().bytes(), ISO_8859_1) : "";
        }

        /** The shape alone: values never end up in a log by way of this. */
        @Override
        public String toString() {
            return "line of " + slice.length() + " bytes";
        }
    }

    /** A token that stands for itself; the empty string too. */
    final class Text implements Reply {
        private final ReplySlice slice;

        Text(byte[] bytes, int from, int to) {
            slice = new ReplySlice(bytes, from, to);
        }

        @Override
        public byte[] bytes() {
            return slice.copy();
        }

        @Override
        public String text() {
            return slice.text();
        }

        /** The shape alone: values never end up in a log by way of this. */
        @Override
        public String toString() {
            return "text of " + slice.length() + " bytes";
        }
    }

    /** The token that is NULL. */
    record Null() implements Reply {
        static final Null TOKEN = new Null();

        @Override
        public byte[] bytes() {
            return new byte[] {Tokens.NULL};
        }

        @Override
        public @Nullable String text() {
            return null;
        }
    }

    /** A token with escapes, which are removed when it is read and not before. */
    final class Encoded implements Reply {
        private final ReplySlice slice;

        Encoded(byte[] bytes, int from, int to) {
            slice = new ReplySlice(bytes, from, to);
        }

        /** {@return the bytes as the server sent them, with their escapes} */
        @Override
        public byte[] bytes() {
            return slice.copy();
        }

        /**
         * {@return the value}
         *
         * @throws io.hansock.ProtocolException if these are no escapes
         */
        public byte[] decoded() {
            return Tokens.decode(slice.bytes(), slice.from(), slice.to());
        }

        /**
         * {@return the value as text in UTF-8, malformed bytes as U+FFFD}
         *
         * @throws io.hansock.ProtocolException if these are no escapes
         */
        @Override
        public String text() {
            return new String(decoded(), UTF_8);
        }

        /** The shape alone: values never end up in a log by way of this. */
        @Override
        public String toString() {
            return "encoded text of " + slice.length() + " bytes";
        }
    }
}
