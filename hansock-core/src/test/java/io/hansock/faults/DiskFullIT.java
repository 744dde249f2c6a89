package io.hansock.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Seed;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A disk that is full, and has room again, under load: what was acknowledged is there, and what was refused is not. */
class DiskFullIT {
    private static final long SEED = Seed.value();
    private static final int MEGABYTES = 48;

    private static final Duration HOLD = Duration.ofSeconds(3);

    /** Servers keep room in hand, which writes use up before any is refused. */
    private static final Duration UNTIL_REFUSED = Duration.ofMinutes(1);

    private static final String REFUSED = "ServerException OTHER NOT_DONE";

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int PADDING = 600;

    @Test
    void whatWasAcknowledgedIsThereAndWhatWasRefusedIsNot() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        try (SmallDisk disk = SmallDisk.mount(MEGABYTES);
                MariaDbServer server = MariaDbServer.builder().randomSecrets().start();
                Scene scene = new Scene(
                        new Backend.WithHandlerSocket(server),
                        random,
                        LONGEST,
                        "data directory = '" + disk.path() + "'",
                        PADDING)) {
            scene.beWell();
            scene.suffer(
                    new Fault() {
                        @Override
                        public void begin(Scene any) {
                            disk.fill();
                        }

                        @Override
                        public void end(Scene any) {
                            await().atMost(UNTIL_REFUSED)
                                    .untilAsserted(() -> assertThat(any.told().values())
                                            .allSatisfy(told -> assertThat(told).contains(REFUSED)));
                            disk.makeRoom();
                        }
                    },
                    HOLD,
                    random);
            scene.verify();
        }
    }
}
