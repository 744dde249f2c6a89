package io.hansock.statement;

import static io.hansock.index.Filters.isNotNull;
import static io.hansock.index.Filters.isNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Table;
import io.hansock.metadata.MetadataReader;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.SqlSession;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A column that holds no NULL is never found to be NULL, even in a session where servers say so of the row that they have numbered last. */
class NullFiltersIT {
    private static final String DB = "null_filters_it";
    private static final Table<Row> T = Table.of("t", "id", "n");

    @ParameterizedTest
    @EnumSource
    void theRowThatWasNumberedLastIsNotNull(Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, DB);
        fixture.server().admin("use " + DB, "create table t (id int auto_increment primary key, n int)");
        try (SqlClient sql = fixture.builder().build();
                SqlSession session = sql.lease()) {
            TableStatements statements = new TableStatements(new MetadataReader(sql.async())
                    .read(DB, "t")
                    .get(10, TimeUnit.SECONDS)
                    .orElseThrow());
            Statement nulls = statements.find(T.primary().ge(0).where("id", isNull()));
            Statement others = statements.find(T.primary().ge(0).where("id", isNotNull()));
            session.update("set sql_auto_is_null = 1");
            session.update("insert into t (n) values (7)");
            assertThat(session.query(nulls.sql(), nulls.parameters().toArray()).size())
                    .isZero();
            assertThat(session.query(others.sql(), others.parameters().toArray())
                            .size())
                    .isEqualTo(1);
        }
    }
}
