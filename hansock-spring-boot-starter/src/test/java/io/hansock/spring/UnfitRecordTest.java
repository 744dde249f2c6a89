package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ConfigurationException;
import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Records that rows cannot become are Spring's exception from the template, wherever it is asked for them. Nothing is sent. */
class UnfitRecordTest {
    record Unfit(Thread id) {}

    private static final Table<Row> T = Table.of("t", "id").database("d");

    /** As one of {@code JsonColumns} is: its own mapper makes such records, what is to be written of them is another matter. */
    private static final Table<Unfit> MAPPED = Table.of("t", List.of("id"), row -> new Unfit(Thread.currentThread()))
            .database("d");

    private static final Unfit ROW = new Unfit(Thread.currentThread());

    @Test
    void itIsRefusedAsTheTemplateRefuses() {
        List<Consumer<HansockTemplate>> calls = List.of(
                template -> template.find(T.primary().ge(1).onAllServers(), Unfit.class),
                template -> template.async()
                        .find(T.primary().ge(1).onAllServers(), Unfit.class)
                        .join(),
                template -> template.insert(MAPPED, ROW),
                template -> template.upsert(MAPPED, ROW),
                template -> template.async().insert(MAPPED, ROW).join(),
                template -> template.async().upsert(MAPPED, ROW).join(),
                template -> template.sql("east").query("select 1 id", Unfit.class),
                template -> template.sql("east").queryOne("select 1 id", Unfit.class),
                template -> template.async()
                        .sql("east")
                        .query("select 1 id", Unfit.class)
                        .join(),
                template -> template.async()
                        .sql("east")
                        .queryOne("select 1 id", Unfit.class)
                        .join());
        try (Hansock hansock = Hansock.builder()
                .server(ServerSettings.of("east", "127.0.0.1"))
                .user("app")
                .build()) {
            HansockTemplate template = new HansockTemplate(hansock);
            assertThat(calls)
                    .allSatisfy(call -> assertThatThrownBy(() -> call.accept(template))
                            .isInstanceOf(InvalidDataAccessApiUsageException.class)
                            .hasMessageContaining("Unfit")
                            .hasCauseInstanceOf(ConfigurationException.class));
        }
    }
}
