package io.hansock.spring.boot.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hansock.Operation;
import io.hansock.WireKind;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted of what a client tells, and what that costs. */
class MeteredClientTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int EVENTS = 1_000;

    /** A key to look for, a boxed port and an iterator, even before they are compiled away. A search in the registry takes 450. */
    private static final long MOST_BYTES = 120;

    private final SimpleMeterRegistry one = new SimpleMeterRegistry();
    private final SimpleMeterRegistry other = new SimpleMeterRegistry();
    private final MeteredClient client = new MeteredClient("shop", List.of(one, other));

    @Test
    void eachEventIsCountedInEachRegistryByItsOwnTags() {
        client.commandRepeated("east", Operation.FIND);
        client.commandTookSql("east", "prefix-index");
        client.commandTookSql("east", "prefix-index");
        client.commandTookSql("west", "prefix-index");
        client.channelOpened("east", 3306);
        client.channelOpened("east", 9998);
        client.channelClosed("east", 3306);
        client.channelFailed("east", 3306, new IOException("test"));
        client.batchWritten("east", 9998, 7);
        client.commandFinished("east", Operation.FIND, WireKind.SQL, 1_000, null);
        client.commandFinished("east", Operation.FIND, null, 1_000, new IllegalStateException("test"));
        for (SimpleMeterRegistry registry : List.of(one, other)) {
            assertThat(registry.getMeters())
                    .allSatisfy(
                            meter -> assertThat(meter.getId().getTag("client")).isEqualTo("shop"))
                    .extracting(MeteredClientTest::described)
                    .containsExactlyInAnyOrder(
                            "hansock.commands.repeated east [operation=find] 1.0",
                            "hansock.guard.sql east [rule=prefix-index] 2.0",
                            "hansock.guard.sql west [rule=prefix-index] 1.0",
                            "hansock.channels.opened east [port=3306] 1.0",
                            "hansock.channels.opened east [port=9998] 1.0",
                            "hansock.channels.closed east [port=3306] 1.0",
                            "hansock.channels.failed east [port=3306] 1.0",
                            "hansock.batch.size east [port=9998] 1.0",
                            "hansock.commands east [operation=find, outcome=success, wire=sql] 1.0",
                            "hansock.commands east [operation=find, outcome=application, wire=none] 1.0");
        }
    }

    private static String described(Meter meter) {
        List<String> tags = meter.getId().getTags().stream()
                .filter(tag -> !tag.getKey().equals("client") && !tag.getKey().equals("server"))
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .toList();
        double count = meter.measure().iterator().next().getValue();
        return meter.getId().getName() + " " + meter.getId().getTag("server") + " " + tags + " " + count;
    }

    static List<Named<Consumer<MeteredClient>>> events() {
        return List.of(
                Named.of("a command", one -> one.commandFinished("east", Operation.FIND, WireKind.SQL, 1_000, null)),
                Named.of("a write", one -> one.batchWritten("east", 9998, 3)),
                Named.of("SQL by a rule", one -> one.commandTookSql("east", "prefix-index")),
                Named.of("a repetition", one -> one.commandRepeated("east", Operation.FIND)),
                Named.of("a connection", one -> one.channelOpened("east", 9998)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventSearchesInNoRegistry(Consumer<MeteredClient> event) {
        MeteredClient single = new MeteredClient("shop", List.of(one));
        event.accept(single);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < EVENTS; i++) {
                event.accept(single);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least / EVENTS).isLessThanOrEqualTo(MOST_BYTES);
    }
}
