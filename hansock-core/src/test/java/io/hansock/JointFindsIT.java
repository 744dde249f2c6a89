package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Table;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.Seed;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Finds by an integer primary key that go over SQL together: each caller gets the row of its own key, and the server is asked less often. */
class JointFindsIT {
    private static final String DB = "joint_finds_it";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLERS = 16;
    private static final int FINDS = 300;

    /** Rows of the keys that a TINYINT can have and that are even. */
    private static final Table<Row> SMALL = Table.of("small", "v", "id").primaryKey("id");

    /** The same as text, where the key's column is not among those asked for. */
    private static final Table<Row> OTHERS = Table.of("small", "v").primaryKey("id");

    /** What each caller does over and over. */
    @FunctionalInterface
    private interface Call {
        void find(int caller, int key);
    }

    private final Random random = new Random(Seed.value());

    private static SqlFixture filled(Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, DB).withDigits();
        fixture.server()
                .admin(
                        "use " + DB,
                        "create table small (id tinyint primary key, v varchar(20))",
                        "insert into small select id, if(id = 6, null, concat('v', id)) from"
                                + " (select p.d * 64 + q.d * 8 + r.d - 128 as id from digits p, digits q, digits r where p.d < 4) ids"
                                + " where id % 2 = 0");
        return fixture;
    }

    private static Hansock oneChannel(SqlFixture fixture) {
        return fixture.hansock().database(DB).sqlChannels(1).build();
    }

    private static void requireOwn(int key, @Nullable Row row) {
        assertThat(row != null).as("a row of %d", key).isEqualTo(key % 2 == 0);
        if (row != null) {
            assertThat(row.getString("v")).isEqualTo(key == 6 ? null : "v" + key);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCallerGetsItsOwnRowOfAStatementForSeveral(Kind kind) throws Exception {
        SqlFixture fixture = filled(kind);
        try (Hansock hansock = oneChannel(fixture)) {
            requireOwn(2, hansock.findOne(SMALL, 2).orElse(null));
            long before = executions(fixture);
            callAll((caller, key) -> {
                requireOwn(
                        key,
                        caller % 4 == 0
                                ? await(hansock.async().findOne(SMALL, key)).orElse(null)
                                : hansock.findOne(SMALL, key).orElse(null));
                requireOwn(6, hansock.findOne(SMALL, 6).orElse(null));
            });
            assertThat(executions(fixture) - before)
                    .as("statements for %d finds", 2 * CALLERS * FINDS)
                    .isLessThan(2 * CALLERS * FINDS * 3 / 4);
        }
    }

    private void callAll(Call call) throws InterruptedException {
        List<Runnable> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            Random own = new Random(random.nextLong());
            callers.add(() -> {
                for (int j = 0; j < FINDS; j++) {
                    call.find(caller, own.nextInt(256) - 128);
                }
            });
        }
        Crew.of(Crew.platform(), callers).await(120);
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static long executions(SqlFixture fixture) {
        return fixture.status("Com_stmt_execute");
    }

    @ParameterizedTest
    @EnumSource
    void manyKeysOfOneCallerAreAFewStatements(Kind kind) {
        SqlFixture fixture = filled(kind);
        try (Hansock hansock = oneChannel(fixture)) {
            List<Integer> keys = IntStream.range(-128, 128).boxed().collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(keys, random);
            requireOwn(2, hansock.findOne(SMALL, 2).orElse(null));
            long before = executions(fixture);
            Map<Integer, Row> found = hansock.findAll(SMALL, keys);
            assertThat(executions(fixture) - before).as("statements").isLessThan(keys.size() / 8);
            keys.forEach(key -> requireOwn(key, found.get(key)));
            assertThat(found.keySet())
                    .as("in the order asked")
                    .containsExactlyElementsOf(
                            keys.stream().filter(found::containsKey).toList());
            assertThat(hansock.findAll(SMALL, List.of(44, 45, 44, 1, 6)).keySet())
                    .containsExactly(44, 6);
            assertThat(hansock.findAll(OTHERS, List.of(6, 44, 45)).keySet()).containsExactly(6, 44);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeToldApartIsAskedForOneByOne(Kind kind) throws Exception {
        SqlFixture fixture = filled(kind);
        try (Hansock hansock = oneChannel(fixture)) {
            requireOwn(2, hansock.findOne(OTHERS, 2).orElse(null));
            long before = executions(fixture);
            callAll((caller, key) ->
                    requireOwn(key, hansock.findOne(OTHERS, key).orElse(null)));
            assertThat(executions(fixture) - before).isGreaterThanOrEqualTo(CALLERS * FINDS);
        }
    }
}
