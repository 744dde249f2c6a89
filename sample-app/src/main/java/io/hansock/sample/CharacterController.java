package io.hansock.sample;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Answers about characters. What it refuses is told as RFC 9457 has it. */
@RestController
class CharacterController {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{1,6}");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LIST = 1_000;

    /** As many as the column has: what does not fit, the server would cut, and begin at another name. */
    private static final int LONGEST_NAME = 100;

    private final Characters characters;

    CharacterController(Characters characters) {
        this.characters = characters;
    }

    @GetMapping("/characters/{hex}")
    CharacterView character(@PathVariable String hex) {
        int codePoint = parse(hex);
        return characters.find(codePoint).map(CharacterView::of).orElseThrow(() -> unknown(codePoint));
    }

    @PostMapping("/characters/{hex}/views")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addView(@PathVariable String hex) {
        int codePoint = parse(hex);
        if (!characters.addView(codePoint)) {
            throw unknown(codePoint);
        }
    }

    @GetMapping("/explain")
    List<CharacterView> explain(@RequestParam String text) {
        List<Integer> codePoints = text.codePoints().boxed().toList();
        if (codePoints.isEmpty() || codePoints.size() > LONGEST_TEXT) {
            throw bad("text must have 1 to " + LONGEST_TEXT + " characters, not " + codePoints.size());
        }
        Map<Integer, CodePoint> rows = characters.findAll(codePoints);
        return codePoints.stream()
                .map(codePoint -> {
                    CodePoint row = rows.get(codePoint);
                    return row == null ? CharacterView.nameless(codePoint) : CharacterView.of(row);
                })
                .toList();
    }

    @GetMapping("/names")
    List<CharacterView> names(@RequestParam String from, @RequestParam(defaultValue = "20") int limit) {
        if (!ASCII.matcher(from).matches()) {
            throw bad("from must be ASCII, as all names are");
        }
        if (from.length() > LONGEST_NAME) {
            throw bad("from must have at most " + LONGEST_NAME + " characters, not " + from.length());
        }
        if (limit < 1 || limit > LONGEST_LIST) {
            throw bad("limit must be within 1 and " + LONGEST_LIST + ", not " + limit);
        }
        return characters.fromName(from.toUpperCase(Locale.ROOT), limit).stream()
                .map(CharacterView::of)
                .toList();
    }

    /** Tomcat's own answer has no detail. */
    @ExceptionHandler
    ProblemDetail undecodable(InvalidParameterException exception) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "the parameters must be UTF-8 in percent-encoding");
    }

    private static int parse(String hex) {
        if (HEXADECIMAL.matcher(hex).matches()) {
            int codePoint = Integer.parseInt(hex, 16);
            if (Character.isValidCodePoint(codePoint)) {
                return codePoint;
            }
        }
        throw bad("a code point is hexadecimal, from 0 to 10FFFF, such as 1F600");
    }

    private static ResponseStatusException bad(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }

    private static ResponseStatusException unknown(int codePoint) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, CharacterView.notation(codePoint) + " is no character with a name");
    }
}
