package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.Hansock;
import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.ServerSettings;
import io.hansock.WireKind;
import io.hansock.index.Table;
import io.hansock.net.BrokenSelectors;
import io.hansock.net.IoThread;
import io.hansock.testing.ScriptedServer;
import io.hansock.value.Row;
import java.lang.reflect.Field;
import java.nio.channels.ClosedSelectorException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call to several servers in one thread, where waiting itself fails. */
@Timeout(30)
class GatheredPartsTest {
    private static final Table<Row> TABLE = Table.of("t", "id").database("db");

    private final List<String> told = new ArrayList<>();

    private final HansockListener recorder = new HansockListener() {
        @Override
        public void commandFinished(
                String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
            told.add(server + " " + operation + (failure == null ? " ok" : " failed"));
        }
    };

    @Test
    void eachPartEndsAndIsReported() throws Exception {
        ScriptedServer.Script answering = client -> {
            for (String line = client.readLine(); line != null; line = client.readLine()) {
                client.send(line.startsWith("P") ? "0\t1\n" : "0\t1\t7\n");
            }
        };
        try (ScriptedServer east = ScriptedServer.repeating(answering);
                ScriptedServer west = ScriptedServer.repeating(answering);
                Hansock hansock = Hansock.builder()
                        .server(ServerSettings.of("east", east.host()).readPort(east.port()))
                        .server(ServerSettings.of("west", west.host()).readPort(west.port()))
                        .listener(recorder)
                        .build()) {
            BrokenSelectors.lend((IoThread) field(field(hansock, "cluster"), "io"));
            List<Long> keys = LongStream.range(0, 20).boxed().toList();
            assertThatThrownBy(() -> hansock.findAll(TABLE, keys))
                    .isInstanceOf(ChannelLostException.class)
                    .hasCauseInstanceOf(ClosedSelectorException.class);
            assertThat(told).containsExactlyInAnyOrder("east MULTI_FIND failed", "west MULTI_FIND failed");
        }
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
