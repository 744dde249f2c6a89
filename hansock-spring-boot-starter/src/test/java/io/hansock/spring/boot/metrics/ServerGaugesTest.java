package io.hansock.spring.boot.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.index.Table;
import io.hansock.spring.boot.SilentServer;
import io.hansock.value.Row;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What gauges show of a server that takes commands and answers none. */
class ServerGaugesTest {
    private static final Table<Row> T = Table.of("t", "id").database("d");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void commandsInFlightAndQueuedAreCountedApart() {
        ExecutorService callers = Executors.newCachedThreadPool();
        try (SilentServer silent = new SilentServer();
                Hansock hansock = Hansock.builder()
                        .server(ServerSettings.of("east", "127.0.0.1").readPort(silent.port()))
                        .channelsPerPort(1)
                        .maxPending(1)
                        .requestTimeout(Duration.ofSeconds(30))
                        .build()) {
            ServerGauges.of("shop", hansock).bindTo(meters);
            assertThat(value(MeterNames.IN_FLIGHT)).isZero();
            List<CompletableFuture<?>> finds = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> hansock.findOne(T, 1), callers))
                    .limit(3)
                    .<CompletableFuture<?>>map(find -> find)
                    .toList();
            await().untilAsserted(() -> assertThat(value(MeterNames.IN_FLIGHT)).isEqualTo(1));
            await().untilAsserted(() -> assertThat(value(MeterNames.QUEUED)).isEqualTo(2));
            assertThat(value(MeterNames.CHANNELS)).isEqualTo(1);
            hansock.close(Duration.ZERO);
            assertThat(finds).allSatisfy(find -> assertThat(find).failsWithin(Duration.ofSeconds(5)));
            await().untilAsserted(() -> assertThat(value(MeterNames.IN_FLIGHT)).isZero());
            await().untilAsserted(() -> assertThat(value(MeterNames.QUEUED)).isZero());
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void readingTheGaugesOfManyServersLooksAtTheClientFewTimes() {
        List<ServerSettings> servers = IntStream.range(0, 100)
                .mapToObj(number -> ServerSettings.of("server-" + number, "127.0.0.1"))
                .toList();
        HansockBuilder builder = Hansock.builder();
        servers.forEach(builder::server);
        AtomicInteger looks = new AtomicInteger();
        try (Hansock hansock = builder.build()) {
            new ServerGauges(
                            "shop",
                            servers,
                            () -> {
                                looks.incrementAndGet();
                                return hansock.states();
                            },
                            () -> {
                                looks.incrementAndGet();
                                return hansock.loads();
                            })
                    .bindTo(meters);
            assertThat(meters.getMeters()).hasSizeGreaterThan(1000);
            meters.forEachMeter(meter -> meter.measure()
                    .forEach(measurement -> assertThat(measurement.getValue()).isNotNegative()));
            assertThat(looks).hasValueLessThan(meters.getMeters().size() / 10);
        }
    }

    private double value(String gauge) {
        return meters.get(gauge)
                .tags("client", "shop", "server", "east", "wire", "handlersocket-reads")
                .gauge()
                .value();
    }
}
