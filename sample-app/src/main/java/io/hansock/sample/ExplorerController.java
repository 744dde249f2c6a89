package io.hansock.sample;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the page asks. A server that does not answer is named in the answer, and the rest is given all the same. */
@RestController
@RequestMapping("/api")
class ExplorerController {
    private final Characters characters;

    ExplorerController(Characters characters) {
        this.characters = characters;
    }

    /** The characters of a text, in its order; those of a silent server are without a name. */
    @GetMapping("/text")
    Answer text(@RequestParam String text) {
        List<Integer> codePoints = Input.codePoints(text);
        Found found = characters.findWhatAnswers(codePoints);
        return new Answer(CharacterView.inOrder(codePoints, found.rows(), characters::home), found.silent());
    }

    /** The characters whose names come next. A list by name needs every server, so a silent one leaves it empty. */
    @GetMapping("/names")
    Answer names(@RequestParam String from, @RequestParam(defaultValue = "40") int limit) {
        String name = Input.name(from);
        int rows = Input.limit(limit);
        return listed(() -> characters.fromName(name, rows));
    }

    /** The characters that were looked at most. This list, too, needs every server. */
    @GetMapping("/most-viewed")
    Answer mostViewed(@RequestParam(defaultValue = "10") int limit) {
        int rows = Input.limit(limit);
        return listed(() -> characters.mostViewed(rows));
    }

    private Answer listed(Supplier<List<CodePoint>> list) {
        try {
            List<CharacterView> views = list.get().stream()
                    .map(row -> CharacterView.of(row, characters.home(row.codePoint())))
                    .toList();
            return new Answer(views, List.of());
        } catch (DataAccessException e) {
            return new Answer(List.of(), List.of(Silence.of(e).orElseThrow(() -> e)));
        }
    }
}
