package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.HandlerSocketSettings;
import io.hansock.ServerFacts;
import io.hansock.Writes;
import io.hansock.guard.GuardPolicy.Writing;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardPoliciesTest {
    private static final HandlerSocketSettings CAREFUL = HandlerSocketSettings.DEFAULT;

    @Test
    void h6_writesTakeHandlerSocketOnlyWhereNobodyElseWouldMissThem() {
        assertThat(GuardPolicies.writing(Writes.HANDLERSOCKET, CAREFUL, server(false, false)))
                .isEqualTo(Writing.HANDLERSOCKET);
        assertThat(GuardPolicies.writing(Writes.HANDLERSOCKET, CAREFUL, server(true, false)))
                .isEqualTo(Writing.LOG_FORBIDS);
        assertThat(GuardPolicies.writing(Writes.HANDLERSOCKET, CAREFUL, server(false, true)))
                .as("a node of a cluster that keeps no log")
                .isEqualTo(Writing.CLUSTER_FORBIDS);
        assertThat(GuardPolicies.writing(Writes.HANDLERSOCKET, CAREFUL, server(true, true)))
                .isEqualTo(Writing.CLUSTER_FORBIDS);
        assertThat(GuardPolicies.writing(Writes.HANDLERSOCKET, CAREFUL.acceptUnreplicatedWrites(), server(true, true)))
                .isEqualTo(Writing.HANDLERSOCKET);
    }

    @Test
    void writesTakeSqlUnlessChosenOtherwiseAndWhileNothingIsKnown() {
        assertThat(GuardPolicies.writing(Writes.SQL, CAREFUL, server(true, true)))
                .isEqualTo(Writing.SQL);
        assertThat(GuardPolicies.writing(Writes.HANDLERSOCKET, CAREFUL, null)).isEqualTo(Writing.SQL);
    }

    private static ServerFacts server(boolean binaryLog, boolean galera) {
        return new ServerFacts(true, "10.11.19-MariaDB", binaryLog, galera, false, true, Optional.of(ZoneOffset.UTC));
    }
}
