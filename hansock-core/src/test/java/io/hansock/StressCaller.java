package io.hansock;

import static io.hansock.StressTables.BUCKETS;
import static io.hansock.StressTables.BY_BUCKET;
import static io.hansock.StressTables.COUNTERS;
import static io.hansock.StressTables.COUNTER_COUNT;
import static io.hansock.StressTables.NOTES;
import static io.hansock.StressTables.WORDS;
import static io.hansock.StressTables.WORD_COUNT;

import io.hansock.StressCalls.Ask;
import io.hansock.StressCalls.Result;
import io.hansock.StressTables.Note;
import io.hansock.StressTables.Word;
import io.hansock.index.Find;
import io.hansock.index.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Random commands, one after the other; each answer must be the one to its own question. For one thread. */
final class StressCaller implements Runnable {
    private static final long NOTES_EACH = 1_000_000;
    private static final int KEPT_NOTES = 4;
    private static final int MOST_KEYS = 40;

    /** Beyond the last word, so that some keys find nothing. */
    private static final int IDS = WORD_COUNT + WORD_COUNT / 10;

    private final Random random;
    private final StressCalls calls;
    private final StressLedger ledger;
    private final BooleanSupplier goesOn;
    private final Map<Long, String> notes = new HashMap<>();
    private long nextNote;
    private long versions;

    StressCaller(int number, Random random, StressCalls calls, StressLedger ledger, BooleanSupplier goesOn) {
        this.random = random;
        this.calls = calls;
        this.ledger = ledger;
        this.goesOn = goesOn;
        this.nextNote = number * NOTES_EACH;
    }

    @Override
    public void run() {
        do {
            int dice = random.nextInt(100);
            if (dice < 40) {
                findOne();
            } else if (dice < 48) {
                findAll();
            } else if (dice < 54) {
                findIn();
            } else if (dice < 58) {
                findRange();
            } else if (dice < 75) {
                increment();
            } else {
                note();
            }
        } while (goesOn.getAsBoolean());
        notes.forEach(ledger::noteIs);
    }

    private void findOne() {
        long id = random.nextInt(IDS);
        expect(make(h -> h.findOne(WORDS, id), h -> h.findOne(WORDS, id)), StressTables.expected(id));
    }

    private void findAll() {
        List<Long> ids = someIds();
        Result<Map<Long, Word>> found = make(h -> h.findAll(WORDS, ids), h -> h.findAll(WORDS, ids));
        if (found instanceof Result.Answer<Map<Long, Word>> answer) {
            require(List.copyOf(answer.value().values()), words(ids));
            require(
                    List.copyOf(answer.value().keySet()),
                    ids.stream().filter(id -> id < WORD_COUNT).toList());
        }
    }

    private void findIn() {
        List<Long> ids = someIds();
        Find<Word> find = WORDS.primary().in(ids);
        expect(make(h -> h.find(find), h -> h.find(find)), words(ids));
    }

    private void findRange() {
        int low = random.nextInt(BUCKETS);
        int high = Math.min(BUCKETS - 1, low + random.nextInt(2));
        List<Word> expected = StressTables.expectedBetween(low, high);
        int offset = random.nextInt(3);
        int limit = 1 + random.nextInt(expected.size());
        Find<Word> find =
                BY_BUCKET.between(low, high).offset(offset).limit(limit).onAllServers();
        expect(
                make(h -> h.find(find), h -> h.find(find)),
                expected.stream().skip(offset).limit(limit).toList());
    }

    private void increment() {
        int counter = random.nextInt(COUNTER_COUNT);
        long by = 1L + random.nextInt(3);
        Key<?> key = COUNTERS.key(counter);
        Result<Boolean> result = make(h -> h.increment(key, "n", by), h -> h.increment(key, "n", by));
        expect(result, true);
        if (result instanceof Result.Answer<Boolean>) {
            ledger.incremented(counter, by);
        } else if (isUnknown(result)) {
            ledger.perhapsIncremented(counter, by);
        }
    }

    private void note() {
        if (notes.size() < KEPT_NOTES) {
            insertNote();
            return;
        }
        long id = notes.keySet().stream()
                .skip(random.nextInt(notes.size()))
                .findFirst()
                .orElseThrow();
        switch (random.nextInt(3)) {
            case 0 -> findNote(id);
            case 1 -> updateNote(id);
            default -> deleteNote(id);
        }
    }

    private void insertNote() {
        long id = nextNote++;
        String text = newText(id);
        Note note = new Note(id, text);
        var result = make(h -> h.insert(NOTES, note), h -> h.insert(NOTES, note));
        if (result instanceof Result.Answer<?>) {
            notes.put(id, text);
            findNote(id);
        } else if (isUnknown(result)) {
            ledger.noteIsOneOf(id, Optional.empty(), Optional.of(text));
        } else {
            ledger.noteIsAbsent(id);
        }
    }

    private void updateNote(long id) {
        String text = newText(id);
        var update = NOTES.key(id).set("text", text);
        Result<Long> result = make(h -> h.change(update), h -> h.change(update));
        expect(result, 1L);
        if (result instanceof Result.Answer<?>) {
            notes.put(id, text);
            findNote(id);
        } else if (isUnknown(result)) {
            ledger.noteIsOneOf(id, Optional.of(giveUp(id)), Optional.of(text));
        }
    }

    private void deleteNote(long id) {
        Key<Note> key = NOTES.key(id);
        Result<Boolean> result = make(h -> h.delete(key), h -> h.delete(key));
        expect(result, true);
        if (result instanceof Result.Answer<?>) {
            giveUp(id);
            ledger.noteIsAbsent(id);
            expect(make(h -> h.findOne(NOTES, id), h -> h.findOne(NOTES, id)), Optional.empty());
        } else if (isUnknown(result)) {
            ledger.noteIsOneOf(id, Optional.of(giveUp(id)), Optional.empty());
        }
    }

    /** A caller sees its own acknowledged write, although reads go by another port. */
    private void findNote(long id) {
        Note expected = new Note(id, Objects.requireNonNull(notes.get(id)));
        expect(make(h -> h.findOne(NOTES, id), h -> h.findOne(NOTES, id)), Optional.of(expected));
    }

    /** A write that may still be under way makes what comes after it uncertain too: its row is left alone from then on. */
    private String giveUp(long id) {
        return Objects.requireNonNull(notes.remove(id));
    }

    private String newText(long id) {
        return id + "\t" + versions++;
    }

    private List<Long> someIds() {
        return random.longs(1 + random.nextInt(MOST_KEYS), 0, IDS)
                .distinct()
                .boxed()
                .toList();
    }

    private static List<Word> words(List<Long> ids) {
        return ids.stream()
                .map(StressTables::expected)
                .flatMap(Optional::stream)
                .toList();
    }

    private <T> Result<T> make(Function<Hansock, T> sync, Function<HansockAsync, CompletableFuture<T>> async) {
        Result<T> result = calls.make(new Ask<>(sync, async));
        if (result instanceof Result.Answer<T>) {
            ledger.answered();
        }
        return result;
    }

    private static <T> void expect(Result<T> result, T expected) {
        if (result instanceof Result.Answer<T> answer) {
            require(answer.value(), expected);
        }
    }

    private static void require(Object value, Object expected) {
        if (!value.equals(expected)) {
            throw new AssertionError("a foreign answer: expected " + expected + ", got " + value);
        }
    }

    private static boolean isUnknown(Result<?> result) {
        return result instanceof Result.NoAnswer<?> none && none.outcome() == Outcome.UNKNOWN;
    }
}
