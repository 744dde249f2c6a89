package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MariaDbExtension.class)
class MariaDbServerIT {
    @Test
    void speaksSqlAndHandlerSocket(MariaDbServer server) throws Exception {
        server.sql(
                "create or replace database launcher_it; create table launcher_it.t (id int primary key, v varchar(20));"
                        + "insert into launcher_it.t values (1, 'ann'), (2, null)");
        assertThat(server.query("select * from launcher_it.t order by id").toString())
                .isEqualTo("[[1, ann], [2, null]]");
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort())) {
            assertThat(raw.ask("P\t0\tlauncher_it\tt\tPRIMARY\tid,v")).isEqualTo("0\t1");
            assertThat(raw.ask("0\t>=\t1\t0\t10\t0")).isEqualTo("0\t2\t1\tann\t2\t\u0000");
        }
    }
}
