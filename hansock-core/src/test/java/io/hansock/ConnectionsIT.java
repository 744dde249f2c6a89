package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.sql.SqlSession;
import io.hansock.testing.SqlServer.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many connections a server has to bear is what {@link HansockBuilder#sqlSessions} says. */
class ConnectionsIT {
    private static final String DB = "connections_it";

    record Item(int id, int kind) {}

    private static final Table<Item> ITEMS = Table.of("items", Item.class);
    private static final Index<Item> BY_KIND = ITEMS.index("by_kind", "kind");

    @Test
    void aServerSeesConnectionsOfEachKindAndNoMore() {
        try (Hansock hansock = CommandFixture.builder(
                        Kind.MARIADB_10_11, DB, "create table items (id int primary key, kind int, key by_kind (kind))")
                .sqlChannels(1)
                .sqlSessions(1)
                .build()) {
            try (SqlSession own = hansock.sql().on("only").lease();
                    Release held = hansock.release(Duration.ofSeconds(10))) {
                assertThat(held).isNotNull();
                hansock.insert(ITEMS, new Item(1, 7));
                hansock.insert(ITEMS, new Item(2, 7));
                assertThat(hansock.find(BY_KIND.eq(7))).hasSize(2);
                // the only session of the application's is taken: this has another
                assertThat(hansock.change(BY_KIND.eq(7).limit(10).set("kind", 8)))
                        .isEqualTo(2);
                // many at a time share what there is
                together(() -> hansock.async().incrementAndGet(ITEMS.key(1), "kind", 1));
                together(() -> hansock.async().findOne(ITEMS, 2));
                int shared = 2;
                int sessions = 2;
                assertThat(own.query("select count(*) from information_schema.processlist where db = ?", DB)
                                .value(Integer.class)
                                .orElseThrow())
                        .as("a held release, and who looks at the server, are among them")
                        .isBetween(shared + sessions + 2, shared + sessions + 10);
            }
        }
    }

    private static void together(Supplier<CompletableFuture<?>> call) {
        CompletableFuture.allOf(Stream.generate(call).limit(30).toArray(CompletableFuture<?>[]::new))
                .join();
    }
}
