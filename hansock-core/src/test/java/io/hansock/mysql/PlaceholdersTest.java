package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "select 1 | 0",
                "select ?, ? | 2",
                "select '?', \"?\", `?`, ? | 1",
                "select 'it''s ?', ? | 1",
                "select ? -- ? | 1",
                "select ?--? | 2",
                "select ? # ? | 1",
                "select /* ? */ ? | 1",
                "select a - ? / ? | 2",
                "insert into t values (?,?,?) on duplicate key update a = ? | 4"
            })
    void countsThoseThatStandForParameters(String sql, int count) {
        assertThat(Placeholders.count(sql)).isEqualTo(count);
    }

    @Test
    void aCommentEndsWithItsLine() {
        assertThat(Placeholders.count("select ? -- ?\n, ?")).isEqualTo(2);
        assertThat(Placeholders.count("select ? --")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a\\'?'",
                "select '",
                "select /* ?",
                "select /*! ? */",
                "select /*M! ? */",
                "select \"\\\""
            })
    void saysWhenOnlyTheServerCanTell(String sql) {
        assertThat(Placeholders.count(sql)).isEqualTo(Placeholders.UNKNOWN);
    }
}
