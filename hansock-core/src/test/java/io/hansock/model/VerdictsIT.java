package io.hansock.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.guard.GuardPolicy;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import io.hansock.metadata.MetadataReader;
import io.hansock.metadata.TableMetadata;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.Seed;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard refuses of generated calls those that the model refuses, by the same rule, and no others; on tables as servers tell of them. Which of
 * the others are for HandlerSocket is not the model's affair.
 */
class VerdictsIT {
    private static final Logger log = LoggerFactory.getLogger(VerdictsIT.class);
    private static final String NAME = "verdicts_it";
    private static final int TABLES = 12;
    private static final int CALLS_A_TABLE = 400;

    @ParameterizedTest
    @EnumSource
    void refusesWhatTheModelRefuses(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        Dialect dialect = kind.isMariaDb() ? Dialect.MARIADB : Dialect.MYSQL;
        TreeMap<String, Integer> verdicts = new TreeMap<>();
        try (SqlClient sql = fixture.client()) {
            for (int number = 0; number < TABLES; number++) {
                Random random = new Random(Seed.value() * 1_000_003 + number);
                SchemaSource schemas = new SchemaSource(random, Reach.AND_WHAT_IS_REFUSED, dialect == Dialect.MYSQL);
                Schema schema = schemas.draw("t" + number);
                ModelTable table = new ModelTable(schema);
                schemas.fill(schema, table);
                fixture.server().admin("use " + NAME, schema.ddl(dialect));
                TableMetadata metadata = new MetadataReader(sql.async())
                        .read(NAME, schema.name())
                        .join()
                        .orElseThrow();
                TableGuard guard = new TableGuard(metadata, policy(kind));
                StepSource source = new StepSource(schema, table, random, Reach.AND_WHAT_IS_REFUSED);
                for (int i = 0; i < CALLS_A_TABLE; i++) {
                    Step step = i % 4 == 0 ? source.write() : source.read();
                    String verdict = verdict(guard, step, schema);
                    verdicts.merge(verdict, 1, Integer::sum);
                    assertThat(verdict.startsWith("refused") ? verdict : "fine")
                            .as(
                                    "seed %d, table %d of %s\n%s;\n%s",
                                    Seed.value(), number, kind, schema.ddl(dialect), StepText.of(step))
                            .isEqualTo(expected(step, table, schema, dialect));
                }
            }
        }
        log.info("{}: {}", kind, verdicts);
        assertThat(verdicts)
                .containsKeys("HandlerSocket", "refused value-range", "refused stop-filter", "refused not-null");
    }

    private static GuardPolicy policy(SqlServer.Kind kind) {
        return new GuardPolicy(
                kind.isMariaDb(), true, GuardPolicy.Writing.HANDLERSOCKET, GuardPolicy.Bypass.ACCEPTED, false);
    }

    private static String expected(Step step, ModelTable table, Schema schema, Dialect dialect) {
        List<Object[]> before = table.snapshot();
        Answer answer = table.answer(step, OptionalLong.empty());
        table.reset(before);
        return Expectation.of(step, answer, schema, dialect).answer() instanceof Answer.Refused refused
                ? "refused " + refused.rule()
                : "fine";
    }

    private static String verdict(TableGuard guard, Step step, Schema schema) {
        if (step instanceof Step.Illegal illegal) {
            return verdict(guard, illegal.call(), schema);
        }
        if (step instanceof Step.Search search) {
            return text(search.find(), guard);
        }
        if (step instanceof Step.One one) {
            return text(schema.table().key(one.key().toArray()).find(), guard);
        }
        if (step instanceof Step.Many many) {
            return many.keys().stream()
                    .map(key -> verdict(
                            guard,
                            new Step.One(key instanceof List<?> parts ? List.copyOf(parts) : List.of(key)),
                            schema))
                    .filter(verdict -> verdict.startsWith("refused"))
                    .findFirst()
                    .orElse("several");
        }
        if (step instanceof Step.Put put) {
            return text(guard.judge(put.insert()));
        }
        if (step instanceof Step.PutOver put) {
            return text(guard.judge(put.upsert()));
        }
        if (step instanceof Step.Sum sum) {
            return text(guard.judge(sum.increment(schema).returningOld()));
        }
        if (step instanceof Step.Sums sums) {
            return text(guard.judge(sums.increment().returningOld()));
        }
        return step instanceof Step.Alter alter
                ? text(guard.judge(alter.change()))
                : text(guard.judge(((Step.AlterOld) step).change()));
    }

    /** An empty list is answered before anyone is asked. */
    private static String text(Find<Row> find, TableGuard guard) {
        return find.match() instanceof KeyMatch.In in && in.values().isEmpty()
                ? "nothing to ask"
                : text(guard.judge(find));
    }

    private static String text(Verdict<?> verdict) {
        if (verdict instanceof Verdict.Sql<?> sql) {
            return "SQL " + sql.rule().id();
        }
        return verdict instanceof Verdict.Refused<?> refused
                ? "refused " + refused.rule().id()
                : "HandlerSocket";
    }
}
