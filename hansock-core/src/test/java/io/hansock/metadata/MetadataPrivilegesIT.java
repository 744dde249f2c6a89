package io.hansock.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.SqlClientBuilder;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.TlsMode;
import io.hansock.testing.SqlServer;
import io.hansock.value.ColumnType;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user is shown what he may know, and no more is taken for granted. */
class MetadataPrivilegesIT {
    private static final String NAME = "metadata_rights_it";
    private static final String PASSWORD = "another-password";

    @ParameterizedTest
    @EnumSource
    void whoMayReadAloneIsShownColumnsAndChecks(SqlServer.Kind kind) {
        TableMetadata table = readAs(kind, "reader@home", "grant select on " + NAME + ".* to %s")
                .orElseThrow();
        assertThat(table.columns()).extracting(ColumnFacts::name).containsExactly("id", "doc", "secret");
        assertThat(table.columns())
                .allSatisfy(column -> assertThat(column.privileges()).containsExactly(Privilege.SELECT));
        assertThat(table.column("doc").type()).isEqualTo(ColumnType.JSON);
        assertThat(table.checks()).isEqualTo(Presence.SOME);
        assertThat(table.triggers()).isNotEqualTo(Presence.NONE);
        assertThat(table.privileges()).containsExactly(Privilege.SELECT);
    }

    @ParameterizedTest
    @EnumSource
    void grantsOnPatternsOfDatabasesAreSeen(SqlServer.Kind kind) {
        TableMetadata table = readAs(
                        kind,
                        "writer",
                        "grant select, insert, update, delete, trigger on `metadata\\_rights\\_i%%`.* to %s")
                .orElseThrow();
        assertThat(table.privileges())
                .containsExactlyInAnyOrder(Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE, Privilege.DELETE);
        assertThat(table.triggers()).isEqualTo(Presence.SOME);
    }

    @ParameterizedTest
    @EnumSource
    void columnsThatOneMayNotReadAreNotShown(SqlServer.Kind kind) {
        TableMetadata table = readAs(kind, "half", "grant select (id, doc) on " + NAME + ".t to %s")
                .orElseThrow();
        assertThat(table.columns()).extracting(ColumnFacts::name).containsExactly("id", "doc");
        assertThat(table.privileges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoMayDoNothingIsShownNothing(SqlServer.Kind kind) {
        assertThat(readAs(kind, "nobody", "grant usage on *.* to %s")).isEmpty();
    }

    private static Optional<TableMetadata> readAs(SqlServer.Kind kind, String user, String grant) {
        SqlServer server = SqlFixture.on(kind, NAME).server();
        String account = "'" + user + "'@'127.0.0.%'";
        server.admin(
                "create table " + NAME + ".t (id int primary key, doc json, secret int check (secret > 0))",
                "create trigger " + NAME + ".tr before insert on " + NAME + ".t for each row set new.id = 1",
                "drop user if exists " + account,
                "create user " + account + " identified by '" + PASSWORD + "'",
                grant.formatted(account));
        try (SqlClient sql = SqlClientBuilder.to(server.host(), server.port())
                .name("server")
                .user(user)
                .password(PASSWORD)
                .tls(TlsMode.PREFERRED)
                .build()) {
            return new MetadataReader(sql.async())
                    .read(NAME, "t")
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }
}
