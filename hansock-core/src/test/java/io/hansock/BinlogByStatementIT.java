package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Table;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.value.Row;
import org.junit.jupiter.api.Test;

/** A server whose binary log holds statements takes no changes of commands, which it says with what is to be done. */
class BinlogByStatementIT {
    private static final Table<Row> T = Table.of("t", "id", "n");

    @Test
    void changesAreRefusedWithWhatIsToBeSet() {
        try (MariaDbServer server = MariaDbServer.builder()
                        .arguments("--log-bin=bin", "--server-id=1", "--binlog-format=statement")
                        .start();
                Hansock hansock = PatientClient.builder()
                        .user("app")
                        .database("by_statement")
                        .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()))
                        .build()) {
            server.sql("create database by_statement; create table by_statement.t (id int primary key, n int);"
                    + "insert into by_statement.t values (1, 1)");
            assertThatThrownBy(() -> hansock.change(T.key(1).set("n", 2)))
                    .isInstanceOfSatisfying(
                            ServerException.class, e -> assertThat(e.code()).isEqualTo(1665))
                    .hasMessageContaining("binlog_format")
                    .hasMessageContaining("ROW or MIXED");
            assertThat(hansock.findOne(T, 1)).isPresent();
            assertThat(hansock.sql().on("east").update("update t set n = 3").affectedRows())
                    .isEqualTo(1);
        }
    }
}
