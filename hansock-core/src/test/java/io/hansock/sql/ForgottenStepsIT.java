package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ServerException;
import io.hansock.testing.SqlServer.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A procedure that is refused, behind steps that stay, with the very number that says that a statement is to be prepared again. */
class ForgottenStepsIT {
    private static final String NAME = "forgotten_steps_it";

    @ParameterizedTest
    @EnumSource
    void aProcedureIsNotCalledTwice(Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "create table " + NAME + ".log (n int)",
                        "create procedure " + NAME + ".p(in n int) begin insert into " + NAME
                                + ".log values (n); execute nobody_has_prepared_it; end");
        try (SqlClient client = fixture.builder().build()) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> client.update("call p(?)", 1))
                    .matches(e -> e.code() == 1243);
            Pipeline.Answer<?>[] answers = new Pipeline.Answer<?>[1];
            client.pipeline(all -> answers[0] = all.update("/* again */ CALL p(?)", 2));
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> answers[0].get())
                    .matches(e -> e.code() == 1243);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> client.batch("call p(?)", List.of(List.of(3))))
                    .matches(e -> e.code() == 1243);
            assertThat(client.query("select n from log order by n").rows())
                    .extracting(row -> row.getInt(1))
                    .containsExactly(1, 2, 3);
        }
    }
}
