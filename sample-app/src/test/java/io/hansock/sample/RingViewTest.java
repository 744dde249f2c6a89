package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import org.junit.jupiter.api.Test;

class RingViewTest {
    @Test
    void theArcsOfAServerSumUpToItsShare() {
        try (Hansock hansock = Hansock.builder()
                .database("unicode")
                .server(ServerSettings.of("alpha", "127.0.0.1"))
                .server(ServerSettings.of("beta", "127.0.0.1").weight(200))
                .build()) {
            RingView ring = RingView.of(hansock);

            assertThat(ring.servers()).extracting(RingView.Owned::name).containsExactly("alpha", "beta");
            assertThat(ring.points()).isSortedAccordingTo((a, b) -> Double.compare(a.place(), b.place()));
            double[] owned = new double[2];
            double from = ring.points().get(ring.points().size() - 1).place() - 1;
            for (RingView.End end : ring.points()) {
                owned[end.server()] += end.place() - from;
                from = end.place();
            }
            for (int i = 0; i < owned.length; i++) {
                assertThat(owned[i]).isCloseTo(ring.servers().get(i).fraction(), within(1e-6));
            }
        }
    }
}
