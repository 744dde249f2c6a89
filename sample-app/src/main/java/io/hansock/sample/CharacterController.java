package io.hansock.sample;

import java.util.List;
import java.util.Map;
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

/** Answers about characters: the whole answer or none. What it refuses is told as RFC 9457 has it. */
@RestController
class CharacterController {
    private final Characters characters;

    CharacterController(Characters characters) {
        this.characters = characters;
    }

    @GetMapping("/characters/{hex}")
    CharacterView character(@PathVariable String hex) {
        int codePoint = Input.codePoint(hex);
        return characters.find(codePoint).map(this::view).orElseThrow(() -> unknown(codePoint));
    }

    @PostMapping("/characters/{hex}/views")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addView(@PathVariable String hex) {
        int codePoint = Input.codePoint(hex);
        if (!characters.addView(codePoint)) {
            throw unknown(codePoint);
        }
    }

    @GetMapping("/explain")
    List<CharacterView> explain(@RequestParam String text) {
        List<Integer> codePoints = Input.codePoints(text);
        Map<Integer, CodePoint> rows = characters.findAll(codePoints);
        return CharacterView.inOrder(codePoints, rows, characters::home);
    }

    @GetMapping("/names")
    List<CharacterView> names(@RequestParam String from, @RequestParam(defaultValue = "20") int limit) {
        return characters.fromName(Input.name(from), Input.limit(limit)).stream()
                .map(this::view)
                .toList();
    }

    /** Tomcat's own answer has no detail. */
    @ExceptionHandler
    ProblemDetail undecodable(InvalidParameterException exception) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "the parameters must be UTF-8 in percent-encoding");
    }

    private CharacterView view(CodePoint row) {
        return CharacterView.of(row, characters.home(row.codePoint()));
    }

    private static ResponseStatusException unknown(int codePoint) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, CharacterView.notation(codePoint) + " is no character with a name");
    }
}
