package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** With {@code guard: warn} the log says what writes over HandlerSocket bypass: once for each table, however often servers are asked what they are. */
class BypassWarningIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @RegisterExtension
    static final GuardedServer guarded = GuardedServer.forTests(builder -> builder);

    @Test
    void whatIsBypassedIsSaidOnceForEachTable() {
        Table<Row> one = table("one");
        Table<Row> other = table("other");
        Logger logger = (Logger) LoggerFactory.getLogger("io.hansock.guard");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try (Hansock hansock =
                guarded.client(builder -> builder.writes(Writes.HANDLERSOCKET).guard(GuardMode.WARN))) {
            for (int i = 0; i < 3; i++) {
                hansock.look(PATIENCE).join();
                assertThat(hansock.change(one.key(1).set("n", i))).isEqualTo(1);
                assertThat(hansock.change(other.key(1).set("n", i))).isEqualTo(1);
            }
        } finally {
            logger.detachAppender(logged);
        }
        assertThat(guarded.rules()).as("over HandlerSocket").isEmpty();
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactlyInAnyOrder(
                        "table guarded.one: triggers of the table are bypassed by writes over HandlerSocket",
                        "table guarded.other: triggers of the table are bypassed by writes over HandlerSocket");
    }

    private static Table<Row> table(String name) {
        Table<Row> table = guarded.table(name, "id int primary key, n int", "(1, 1)", "id", "n");
        guarded.server()
                .sql("create trigger guarded." + name + "_doubled before update on guarded." + name
                        + " for each row set new.n = 2 * new.n");
        return table;
    }
}
