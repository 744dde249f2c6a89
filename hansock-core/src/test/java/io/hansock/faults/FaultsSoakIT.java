package io.hansock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fault after the other, for long, on one server and with the same clients: nothing grows, and nothing that was acknowledged is lost. */
class FaultsSoakIT {
    private static final Logger LOG = LoggerFactory.getLogger(FaultsSoakIT.class);
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("hansock.soak.seconds", 120));
    private static final Duration SLACK = Duration.ofMinutes(2);

    /** Leaves a machine of two cores a tenth to a quarter of its time. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final int SHORTEST_HOLD_MILLIS = 200;
    private static final int LONGEST_HOLD_MILLIS = 2_500;

    /** So many threads or connections more are the chance of a moment. */
    private static final int FEW = 8;

    /** Clients have connections of their own as well, two at a time each, and short ones to stop statements. */
    private static final int FEW_DESCRIPTORS = 3 * Holdings.DESCRIPTORS_EACH;

    private static final long FEW_BYTES = 8 << 20;

    @Test
    void nothingGrowsWhileFaultsComeAndGo() throws InterruptedException {
        Random random = new Random(Seed.value());
        List<Holdings> holdings = new ArrayList<>();
        try (MariaDbServer server = MariaDbServer.builder().randomSecrets().start();
                Scene scene = new Scene(new Backend.WithHandlerSocket(server), random, LENGTH.plus(SLACK), PAUSE)) {
            long end = System.nanoTime() + LENGTH.toNanos();
            List<CommonFault> faults = new ArrayList<>();
            while (System.nanoTime() - end < 0) {
                if (faults.isEmpty()) {
                    faults.addAll(List.of(CommonFault.values()));
                }
                scene.beWell();
                int hold = random.nextInt(SHORTEST_HOLD_MILLIS, LONGEST_HOLD_MILLIS);
                scene.suffer(faults.remove(random.nextInt(faults.size())), Duration.ofMillis(hold), random);
                scene.beWell();
                holdings.add(scene.holdings());
            }
            scene.verify();
        }
        LOG.info("{}", holdings);
        requireFlat(holdings);
    }

    private static void requireFlat(List<Holdings> all) {
        int third = all.size() / 3;
        assertThat(third).as("faults in each third").isPositive();
        Holdings first = Holdings.least(all.subList(0, third));
        Holdings last = Holdings.least(all.subList(all.size() - third, all.size()));
        assertThat(last.threads()).as("threads, %s", all).isLessThanOrEqualTo(first.threads() + FEW);
        assertThat(last.connections()).as("connections, %s", all).isLessThanOrEqualTo(first.connections() + FEW);
        assertThat(last.descriptors())
                .as("descriptors, %s", all)
                .isLessThanOrEqualTo(first.descriptors() + FEW_DESCRIPTORS);
        assertThat(last.heap()).as("bytes of heap, %s", all).isLessThanOrEqualTo(first.heap() + FEW_BYTES);
    }
}
