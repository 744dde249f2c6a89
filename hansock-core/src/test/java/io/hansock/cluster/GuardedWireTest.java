package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ChannelLostException;
import io.hansock.Outcome;
import io.hansock.guard.GuardPolicy;
import io.hansock.guard.TableGuard;
import io.hansock.handlersocket.HandlerSocketWire;
import io.hansock.index.Table;
import io.hansock.metadata.Partitioning;
import io.hansock.metadata.Presence;
import io.hansock.metadata.TableKind;
import io.hansock.metadata.TableMetadata;
import io.hansock.value.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A table that has become a view since its wire was chosen: HandlerSocket is not asked, by no kind of find. */
class GuardedWireTest {
    private static final Table<Row> USERS = Table.of("users", "id");
    private static final GuardPolicy POLICY =
            new GuardPolicy(true, true, GuardPolicy.Writing.SQL, GuardPolicy.Bypass.AVOIDED, false);

    private final GuardedWire wire = new GuardedWire("east", new HandlerSocketWire("shop"), table -> view());

    private static TableGuard view() {
        return new TableGuard(
                new TableMetadata(new TableMetadata.Facts(
                        "shop",
                        "users",
                        TableKind.VIEW,
                        null,
                        Partitioning.NONE,
                        List.of(),
                        List.of(),
                        Presence.NONE,
                        Presence.NONE,
                        Set.of())),
                POLICY);
    }

    @Test
    void h1_aFindIsNotSent() {
        isNotSent(() -> wire.find(USERS.key(1).find()));
    }

    @Test
    void h1_norAreSeveral() {
        isNotSent(() -> wire.findEach(USERS.key(1).find(), List.of(Arrays.asList(1), Arrays.asList(2))));
    }

    @Test
    void h1_norIsOneByKey() {
        isNotSent(() -> wire.keyFinds(USERS).find(1));
    }

    @Test
    void h1_norAreSeveralByKey() {
        isNotSent(() -> wire.keyFinds(USERS).findEach(List.of(1, 2)));
    }

    private static void isNotSent(ThrowingCallable find) {
        assertThatExceptionOfType(ChannelLostException.class)
                .isThrownBy(find)
                .withMessageContaining("has just changed")
                .satisfies(lost -> assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT));
    }
}
