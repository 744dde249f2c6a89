package io.hansock.bench;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Random keys of rows that exist, other ones for each thread. */
@State(Scope.Thread)
public class Ids {
    private static final AtomicLong seeds = new AtomicLong(1);

    private final SplittableRandom random = new SplittableRandom(seeds.getAndIncrement());

    int next() {
        return 1 + random.nextInt(PeopleServer.ROWS);
    }

    /** The first of {@code count} keys in a row. */
    int firstOf(int count) {
        return 1 + random.nextInt(PeopleServer.ROWS - count + 1);
    }

    int[] next(int count) {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = next();
        }
        return ids;
    }
}
