package io.hansock.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables are read again all the time: what that costs a server must not depend on how many tables it has. */
class MetadataCostIT {
    private static final String NAME = "metadata_cost_it";

    /** MariaDB says in its plans how far it looks; MySQL keeps all this in tables of its own, with indexes. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB_10_11", "MARIADB_11_8"})
    void whoAsksForATableOpensNoOther(Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).builder().build()) {
            sql.update("create table t (id int primary key, n int, key (n))");
            assertLooksAtOne(sql, MetadataQueries.TABLE, NAME, "t", NAME, "t");
            assertLooksAtOne(sql, MetadataQueries.COLUMNS, NAME, "t");
            assertLooksAtOne(sql, MetadataQueries.KEYS, NAME, "t");
            assertLooksAtOne(sql, MetadataQueries.EXTRAS, NAME, "t", NAME, "t", NAME);
        }
    }

    private static void assertLooksAtOne(SqlClient sql, String query, Object... parameters) {
        List<String> plan = sql.query("explain " + query, parameters).list(MetadataCostIT::extra);
        assertThat(plan)
                .as(query)
                .anyMatch(extra -> extra.contains("scanned 0 databases"))
                .noneMatch(extra -> extra.contains("scanned all databases") || extra.contains("scanned 1 database"));
    }

    private static String extra(Row row) {
        return String.valueOf(row.getString("Extra")).toLowerCase(Locale.ROOT);
    }
}
