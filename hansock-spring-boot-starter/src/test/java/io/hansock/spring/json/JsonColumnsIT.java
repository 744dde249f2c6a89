package io.hansock.spring.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.Hansock;
import io.hansock.ResultException;
import io.hansock.ServerSettings;
import io.hansock.index.Table;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Which components of a record are cells and which are JSON, and what comes of a record's own code. */
@ExtendWith(MariaDbExtension.class)
class JsonColumnsIT {
    record Address(String street) {}

    record Parcel(
            long id, Optional<String> nickname, Optional<Address> ship, Optional<List<Integer>> items, int weight) {
        Parcel {
            if (id < 0) {
                throw new IllegalArgumentException("no such id");
            }
        }
    }

    private static final JsonColumns JSON = new JsonColumns(new JsonMapper());
    private static final Table<Parcel> PARCELS = JSON.table("parcels", Parcel.class);
    private static final Parcel FULL =
            new Parcel(1, Optional.of("Bob"), Optional.of(new Address("Höhe 7")), Optional.of(List.of(3, 4)), 9);
    private static final Parcel EMPTY = new Parcel(2, Optional.empty(), Optional.empty(), Optional.empty(), 0);

    private MariaDbServer server;
    private Hansock hansock;

    @BeforeEach
    void lay(MariaDbServer any) {
        server = any;
        server.sql("create or replace database json_it character set utf8mb4; create table json_it.parcels"
                + " (id bigint primary key, nickname varchar(20), ship json, items json, weight int)");
        hansock = PatientClient.builder()
                .user("root")
                .database("json_it")
                .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()))
                .build();
    }

    @AfterEach
    void close() {
        hansock.close();
    }

    @Test
    void anOptionalIsACellOrJsonAsWhatItIsOf() {
        hansock.insert(JSON.insert(PARCELS, FULL));
        hansock.upsert(JSON.upsert(PARCELS, EMPTY));
        assertThat(server.query("select nickname, ship, items from json_it.parcels where id = 1"))
                .containsExactly(List.of("Bob", "{\"street\":\"Höhe 7\"}", "[3,4]"));
        assertThat(server.queryValue(
                        "select coalesce(nickname, ship, items, 'NULL') from json_it.parcels where id = 2"))
                .isEqualTo("NULL");
        assertThat(hansock.findAll(PARCELS, List.of(1L, 2L)).values()).containsExactly(FULL, EMPTY);
        server.sql("update json_it.parcels set items = 'null' where id = 2");
        assertThat(hansock.findOne(PARCELS, 2)).contains(EMPTY);
    }

    @Test
    void nullForAPrimitiveIsNoZero() {
        server.sql("insert into json_it.parcels (id) values (3)");
        assertThatThrownBy(() -> hansock.findOne(PARCELS, 3))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("weight");
    }

    @Test
    void whatARecordThrowsIsThrownAsItIs() {
        server.sql("insert into json_it.parcels (id, weight) values (-1, 1)");
        assertThatThrownBy(() -> hansock.findOne(PARCELS, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such id");
    }
}
