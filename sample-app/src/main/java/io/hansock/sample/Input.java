package io.hansock.sample;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What may be asked, checked before any server is. What it refuses is told with status 400. */
final class Input {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{1,6}");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LIST = 1_000;

    /** As many as the column has: what does not fit, the server would cut, and begin at another name. */
    private static final int LONGEST_NAME = 100;

    private Input() {}

    /** The code point of its hexadecimal notation. */
    static int codePoint(String hex) {
        if (HEXADECIMAL.matcher(hex).matches()) {
            int codePoint = Integer.parseInt(hex, 16);
            if (Character.isValidCodePoint(codePoint)) {
                return codePoint;
            }
        }
        throw bad("a code point is hexadecimal, from 0 to 10FFFF, such as 1F600");
    }

    /** The code points of a text, in its order. */
    static List<Integer> codePoints(String text) {
        List<Integer> codePoints = text.codePoints().boxed().toList();
        if (codePoints.isEmpty() || codePoints.size() > LONGEST_TEXT) {
            throw bad("text must have 1 to " + LONGEST_TEXT + " characters, not " + codePoints.size());
        }
        return codePoints;
    }

    /** The beginning of a name, in capitals as all names are. */
    static String name(String from) {
        if (!ASCII.matcher(from).matches()) {
            throw bad("from must be ASCII, as all names are");
        }
        if (from.length() > LONGEST_NAME) {
            throw bad("from must have at most " + LONGEST_NAME + " characters, not " + from.length());
        }
        return from.toUpperCase(Locale.ROOT);
    }

    static int limit(int limit) {
        if (limit < 1 || limit > LONGEST_LIST) {
            throw bad("limit must be within 1 and " + LONGEST_LIST + ", not " + limit);
        }
        return limit;
    }

    private static ResponseStatusException bad(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }
}
