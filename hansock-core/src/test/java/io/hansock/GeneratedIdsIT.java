package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ids that servers make up are new ones, each higher than all that rows had; which are left out is each server's affair. */
class GeneratedIdsIT {
    private static final Logger log = LoggerFactory.getLogger(GeneratedIdsIT.class);
    private static final Table<Row> TICKETS = Table.of("tickets", "id", "code", "note");

    private final List<Long> ids = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void eachIsHigherThanAllThatRowsHad(Kind kind) {
        try (Hansock hansock = CommandFixture.client(
                kind,
                "generated_ids_it",
                "create table tickets (id bigint primary key auto_increment, code varchar(20) not null, note varchar(20), unique key (code))")) {
            generated(hansock, "a");
            refused(hansock, null, "a");
            generated(hansock, "b");
            refused(hansock, 0, "b");
            generated(hansock, "c");
            given(hansock, 100, "d");
            generated(hansock, "e");
            refused(hansock, 500, "e");
            generated(hansock, "f");
            refused(hansock, ids.get(0), "new");
            generated(hansock, "g");
            hansock.upsert(TICKETS.key(700).upsert().set("code", "h"));
            ids.add(700L);
            hansock.upsert(TICKETS.key(700).upsert().set("code", "i"));
            generated(hansock, "j");
            assertThat(hansock.delete(TICKETS.key(ids.get(ids.size() - 1)))).isTrue();
            generated(hansock, "k");
            given(hansock, 50, "l");
            ids.remove(50L);
            generated(hansock, "m");
        }
        log.info("{}: {}", kind, ids);
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    private static Insert<Row> ticket(@Nullable Object id, String code) {
        Insert<Row> insert = Insert.into(TICKETS).set("code", code);
        return id == null ? insert : insert.set("id", id);
    }

    private void generated(Hansock hansock, String code) {
        long id = hansock.insert(ticket(null, code)).generatedId().orElseThrow();
        assertThat(hansock.findOne(TICKETS, id))
                .get()
                .satisfies(row -> assertThat(row.getString("code")).isEqualTo(code));
        ids.add(id);
    }

    private void given(Hansock hansock, long id, String code) {
        assertThat(hansock.insert(ticket(id, code)).generatedId()).isEmpty();
        ids.add(id);
    }

    private static void refused(Hansock hansock, @Nullable Object id, String code) {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> hansock.insert(ticket(id, code)))
                .matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
    }
}
