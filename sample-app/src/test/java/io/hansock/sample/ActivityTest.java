package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.hansock.Operation;
import io.hansock.WireKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final CallMeter meter = new CallMeter();
    private final Activity activity = new Activity(meter, clock::get);

    @Test
    void tellsEachServerAndWireApart() {
        count(3, "alpha", Operation.FIND, WireKind.HANDLERSOCKET, null);
        count(2, "alpha", Operation.INCREMENT, WireKind.SQL, null);
        count(1, "beta", Operation.MULTI_FIND, WireKind.HANDLERSOCKET, null);

        assertThat(sampled(SECOND).lanes())
                .extracting(Sample.Traffic::server, Sample.Traffic::wire, Sample.Traffic::perSecond)
                .containsExactly(
                        tuple("alpha", WireKind.HANDLERSOCKET, 3.0),
                        tuple("alpha", WireKind.SQL, 2.0),
                        tuple("beta", WireKind.HANDLERSOCKET, 1.0));
    }

    @Test
    void dividesByTheTimeThatHasReallyPassed() {
        count(10, "alpha", Operation.FIND, WireKind.HANDLERSOCKET, null);

        Sample.Traffic traffic = sampled(2 * SECOND).lanes().get(0);
        assertThat(traffic.perSecond()).isCloseTo(5, within(1e-9));
        assertThat(traffic.medianMicros()).isCloseTo(100, Percentage.withPercentage(10));
        assertThat(traffic.p99Micros()).isCloseTo(100, Percentage.withPercentage(10));
    }

    @Test
    void aFailureThatNothingCarriedCountsWhereTheCommandWouldHaveGone() {
        count(1, "alpha", Operation.FIND, null, new IllegalStateException());
        count(1, "alpha", Operation.INCREMENT, null, new IllegalStateException());

        assertThat(sampled(SECOND).lanes())
                .allSatisfy(traffic -> assertThat(traffic.failedPerSecond()).isEqualTo(1))
                .extracting(Sample.Traffic::wire)
                .containsExactly(WireKind.HANDLERSOCKET, WireKind.SQL);
    }

    @Test
    void keepsTwoMinutesAndTellsWhatIsNew() {
        for (int i = 0; i < 130; i++) {
            sampled(SECOND);
        }

        assertThat(numbers(0)).hasSize(120).startsWith(11L).endsWith(130L);
        assertThat(numbers(128)).containsExactly(129L, 130L);
        assertThat(numbers(130)).isEmpty();
        assertThat(numbers(999)).as("of another run of the application").hasSize(120);
    }

    @Test
    void threadsThatSampleAtOnceLoseNoSampleAndKeepThemInOrder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> rounds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rounds.add(threads.submit(() -> {
                for (int turn = 0; turn < 500; turn++) {
                    clock.addAndGet(SECOND);
                    activity.sample();
                }
            }));
        }
        for (Future<?> round : rounds) {
            round.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();

        List<Long> numbers = numbers(0);
        assertThat(numbers).hasSize(120);
        assertThat(numbers.get(119) - numbers.get(0)).isEqualTo(119);
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aSampleThatWasLateLeavesWhatFollowsRightBehindItToTheNext() {
        sampled(SECOND);
        count(4, "alpha", Operation.FIND, WireKind.HANDLERSOCKET, null);

        clock.addAndGet(1_000);
        activity.sample();
        assertThat(numbers(1)).isEmpty();
        assertThat(sampled(2 * SECOND - 1_000).lanes())
                .extracting(Sample.Traffic::perSecond)
                .containsExactly(2.0);
    }

    private List<Long> numbers(long after) {
        return activity.after(after).stream().map(Sample::number).toList();
    }

    private void count(
            int times, String server, Operation operation, @Nullable WireKind wire, @Nullable Throwable failure) {
        for (int i = 0; i < times; i++) {
            meter.commandFinished(server, operation, wire, 100_000, failure);
        }
    }

    private Sample sampled(long passed) {
        clock.addAndGet(passed);
        activity.sample();
        List<Sample> all = activity.after(0);
        return all.get(all.size() - 1);
    }
}
