package io.hansock.faults;

import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Seed;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault under load: nobody gets another's answer, no call takes longer than it may, every acknowledged write is there once and every one that
 * was said not to be sent is not, and afterwards all is as before.
 */
class FaultsIT {
    private static final long SEED = Seed.value();
    private static final Duration HOLD = Duration.ofMillis(1_500);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @ParameterizedTest
    @EnumSource
    void whatCallersAreToldIsTrueAndAfterwardsAllIsAsBefore(CommonFault fault) throws InterruptedException {
        Random random = new Random(SEED);
        try (MariaDbServer server = MariaDbServer.builder().randomSecrets().start();
                Scene scene = new Scene(new Backend.WithHandlerSocket(server), random, LONGEST)) {
            scene.beWell();
            scene.suffer(fault, HOLD, random);
            scene.verify();
        }
    }
}
