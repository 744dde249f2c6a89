package io.hansock.handlersocket;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.value.CellException;
import io.hansock.value.Rows;
import io.hansock.value.TextCells;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads reply lines: {@code errcode, ncols, values…}. The bytes are hostile: what does not fit is a {@link ProtocolException}, and
 * memory is bounded by the bytes that are there. Cells are unescaped where they stand, so the array must be the caller's own.
 *
 * <p>Each method reads the next line; if that is an error, it throws what {@link ServerErrors} makes of it. For one thread.
 */
final class ReplyDecoder {
    private static final int MOST_DIGITS = 9;

    private static final int[] NO_BOUNDS = {};
    private static final byte[] NO_BYTES = {};

    private String server = "";
    private String context = "";
    private byte[] bytes = NO_BYTES;
    private int to;
    private int at;
    private int columnCount;
    private int[] bounds = NO_BOUNDS;
    private int cells;

    /**
     * Begins with the lines {@code reply[from..to)}.
     *
     * @param about what the request was about, in names, for messages
     */
    void start(String fromServer, String about, byte[] reply, int from, int behind) {
        server = fromServer;
        context = about;
        bytes = reply;
        at = from;
        to = behind;
        cells = 0;
    }

    /** Lets go of all that it has read, to be used again. */
    void clear() {
        bytes = NO_BYTES;
        bounds = NO_BOUNDS;
    }

    /** A line that says yes and nothing else. */
    void done() {
        head();
        end();
    }

    /** How many rows a change has met. */
    long count() {
        head();
        require(columnCount == 1 && at < to && bytes[at] == Tokens.TAB, "no count");
        long count = unsigned();
        require(count >= 0, "a negative count");
        end();
        return count;
    }

    /** The bits of an id that an insert has generated, 0 for none. */
    long generatedId() {
        head();
        require(columnCount == 1, "an insert answers one column");
        long id = at < to && bytes[at] == Tokens.TAB ? unsigned() : 0;
        end();
        return id;
    }

    /**
     * Counts the rows of one line, or of as many lines as {@code ends} is long, one behind the other; {@code ends} tells them apart
     * afterwards. No line may have more than {@code mostRows}.
     */
    int rows(int columns, int mostRows, int @Nullable [] ends) {
        int lines = ends == null ? 1 : ends.length;
        bounds = new int[2 * columns * lines];
        for (int i = 0; i < lines; i++) {
            line(columns, mostRows);
            if (ends != null) {
                ends[i] = cells / columns;
            }
        }
        return cells / columns;
    }

    /** Where the cells of those rows lie. */
    int[] bounds() {
        return bounds;
    }

    /** Whether the next line refuses a request because nothing is open under its id. */
    boolean isNotOpen() {
        int start = at;
        try {
            head();
            return false;
        } catch (ServerException e) {
            return e.kind() == ServerException.Kind.NOT_OPEN;
        } finally {
            at = start;
        }
    }

    private void line(int expectedColumns, int mostRows) {
        head();
        require(columnCount == expectedColumns, "another number of columns than were opened");
        int before = cells;
        while (at < to && bytes[at] == Tokens.TAB) {
            at++;
            cell();
        }
        end();
        int added = cells - before;
        require(added % columnCount == 0, "half a row");
        require(added / columnCount <= mostRows, "more rows than the limit");
    }

    private void cell() {
        int start = at;
        boolean plain = true;
        while (at < to) {
            byte next = bytes[at];
            if (Tokens.isEscaped(next)) {
                if (next == Tokens.TAB || next == Tokens.LF) {
                    break;
                }
                plain = false;
            }
            at++;
        }
        if (2 * cells == bounds.length) {
            bounds = Arrays.copyOf(bounds, (int) Math.min(4L * cells, Integer.MAX_VALUE - 8));
        }
        if (plain) {
            add(start, at);
        } else if (Tokens.isNull(bytes, start, at)) {
            add(Rows.NULL, at);
        } else {
            add(start, Tokens.unescape(bytes, start, at));
        }
    }

    private void add(int start, int end) {
        bounds[2 * cells] = start;
        bounds[2 * cells + 1] = end;
        cells++;
    }

    /** Reads the first two numbers; throws if the first is an error. */
    private void head() {
        int code = number();
        require(at < to && bytes[at] == Tokens.TAB, "no number of columns");
        at++;
        columnCount = number();
        if (code != 0) {
            throw refusal();
        }
    }

    private ServerException refusal() {
        require(columnCount == 1 && at < to && bytes[at] == Tokens.TAB, "an error without a word");
        at++;
        int start = at;
        while (at < to && bytes[at] != Tokens.TAB && bytes[at] != Tokens.LF) {
            at++;
        }
        int behind = at;
        end();
        return ServerErrors.of(server, bytes, start, behind, context);
    }

    private int number() {
        int start = at;
        int number = 0;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            require(at - start < MOST_DIGITS, "an absurd number");
            number = 10 * number + bytes[at] - '0';
            at++;
        }
        require(at > start, "no number where one must stand");
        return number;
    }

    private long unsigned() {
        at++;
        int start = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        try {
            return TextCells.UTF_8.unsigned64(bytes, start, at);
        } catch (CellException e) {
            throw new ProtocolException(server, "no number where one must stand", e);
        }
    }

    private void end() {
        require(at < to && bytes[at] == Tokens.LF, "a line that does not end where it must");
        at++;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProtocolException(server, "the reply makes no sense: " + otherwise, null);
        }
    }
}
