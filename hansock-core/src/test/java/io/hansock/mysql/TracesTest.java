package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set session sql_mode = ''",
                " SET @a = 1",
                "select @a := 1",
                "select 1 into @a",
                "Select Get_Lock('a', 1)",
                "do get_lock('a', 1)",
                "LOCK TABLES t READ",
                "lock instance for backup",
                "flush tables with read lock",
                "FLUSH TABLES t FOR EXPORT",
                "backup stage start",
                "create temporary table t (n int)",
                "create /* x */ TEMPORARY table t (n int)",
                "handler t open",
                "prepare s from 'select 1'",
                "execute immediate 'set x'",
                "use other",
                "xa start 'x'",
                "/* of the application */ set names latin1",
                "-- of the application\nset names latin1",
                "# of the application\nset names latin1",
                "/*!40101 set names latin1 */",
                "/*M!100100 SET names latin1 */",
                "select 1; set names latin1",
                "select 'it\\'s', @a := 'x'",
                "select 'a\\\\' , @a , 'b'",
                "select 'open, @a",
                "/* don't */ set @a = 1 /* won't */",
            })
    void whatMayStay(String sql) {
        assertThat(Traces.mayStay(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "",
                "update t set n = 1",
                "select * from t use index (i)",
                "select * from t for update",
                "select * from t lock in share mode",
                "insert into t values ('ann@example.com', \"b@c\")",
                "select `a@b` from t",
                "select sets, used, locks from settings",
                "select 1 /* @a */ -- @b",
                "select 1 -- set\n + 1",
                "show tables",
                "call p(1)",
            })
    void whatDoesNot(String sql) {
        assertThat(Traces.mayStay(sql)).isFalse();
    }

    @Test
    void aLongStatementIsLookedAtOnce() {
        String row = "('some text', 12345, 'another text'),";
        assertThat(Traces.mayStay("insert into t values " + row.repeat(100_000)))
                .isFalse();
        assertThat(Traces.mayStay("-".repeat(2_000_000))).isFalse();
        assertThat(Traces.mayStay("/*".repeat(1_000_000))).isFalse();
        assertThat(Traces.mayStay("'".repeat(2_000_001))).isFalse();
    }
}
