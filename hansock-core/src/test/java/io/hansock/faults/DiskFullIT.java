package io.hansock.faults;

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

    /** At least. */
    private static final Duration HOLD = Duration.ofSeconds(3);

    /** Servers keep room in hand, which writes use up before any is refused. */
    private static final Duration UNTIL_REFUSED = Duration.ofMinutes(1);

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
                        public void end(Scene any) throws InterruptedException {
                            any.awaitTold("ServerException OTHER NOT_DONE", UNTIL_REFUSED);
                            disk.makeRoom();
                        }
                    },
                    HOLD,
                    random);
            scene.verify();
        }
    }
}
