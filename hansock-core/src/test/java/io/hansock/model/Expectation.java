package io.hansock.model;

import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import org.jspecify.annotations.Nullable;

/**
 * What a subject is to answer: what the model does, but for what its server cannot do at all.
 *
 * @param answer what the guard makes of it
 * @param exact what the model answers: a client without guard may say that, however long its server takes
 */
record Expectation(Answer answer, Answer exact) {
    /** Of one server. */
    static Expectation of(Step step, Answer answer, Schema schema, Dialect dialect) {
        @Nullable Find<?> find = find(step);
        if (find != null && dialect == Dialect.MYSQL && isAgainstMixedDirections(find, schema)) {
            return new Expectation(new Answer.Refused("mixed-directions"), answer);
        }
        return new Expectation(answer, answer);
    }

    /** The find whose rows are answered or changed; null if there is none. */
    static @Nullable Find<?> find(Step step) {
        if (step instanceof Step.Search search) {
            return search.find();
        }
        if (step instanceof Step.Alter alter) {
            return alter.change().rows();
        }
        return step instanceof Step.AlterOld old ? old.change().change().rows() : null;
    }

    private static boolean isAgainstMixedDirections(Find<?> find, Schema schema) {
        ModelKey key = schema.key(find.index().name());
        if (!key.isMixed() || !(find.match() instanceof KeyMatch.Compare compare)) {
            return false;
        }
        boolean firstDescends = key.parts().get(0).isDescending();
        return switch (compare.comparison()) {
            case GE, GT -> firstDescends;
            case LE, LT -> !firstDescends;
            case EQ, NE -> false;
        };
    }

    /** Whether that is what was told. */
    boolean isMetBy(Answer told) {
        return answer.equals(told) || exact.equals(told);
    }
}
