package io.hansock.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableCatalogTest {
    private final List<CompletableFuture<Optional<TableMetadata>>> asked = new ArrayList<>();
    private final TableCatalog catalog = new TableCatalog((database, table) -> {
        CompletableFuture<Optional<TableMetadata>> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    });
    private final CatalogEntry entry = catalog.table("shop", "users");

    @Test
    void asksOnceForAllWhoAskAtTheSameTime() {
        long now = System.nanoTime();
        CompletableFuture<Reading> one = entry.since(now);
        CompletableFuture<Reading> other = catalog.table("shop", "users").since(now);
        assertThat(asked).hasSize(1);
        asked.get(0).complete(Optional.of(table("InnoDB")));
        assertThat(one.join()).isSameAs(other.join()).isSameAs(entry.latest());
        assertThat(entry.since(now).join()).isSameAs(one.join());
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgainWhereWhatIsThereOrUnderWayBeganTooEarly() {
        CompletableFuture<Reading> early = entry.since(System.nanoTime());
        CompletableFuture<Reading> later = entry.since(System.nanoTime());
        assertThat(asked).hasSize(2);
        asked.get(0).complete(Optional.of(table("InnoDB")));
        assertThat(early).isDone();
        assertThat(later).isNotDone();
        assertThat(entry.since(System.nanoTime())).isNotDone();
        assertThat(asked).hasSize(3);
    }

    @Test
    void keepsTheObjectWhileTheTableStaysAsItIs() {
        asked(entry, table("InnoDB"));
        TableMetadata first = metadata();
        asked(entry, table("InnoDB"));
        assertThat(metadata()).isSameAs(first);
        asked(entry, table("Aria"));
        assertThat(metadata()).isNotEqualTo(first);
        asked(entry, null);
        assertThat(metadata()).isNull();
    }

    @Test
    void aReadingThatBeganEarlierDoesNotReplaceALaterOne() {
        CompletableFuture<Reading> first = entry.since(System.nanoTime());
        CompletableFuture<Reading> second = entry.since(System.nanoTime());
        asked.get(1).complete(Optional.of(table("Aria")));
        asked.get(0).complete(Optional.of(table("InnoDB")));
        assertThat(first).isCompleted();
        assertThat(second).isCompletedWithValueMatching(reading -> reading.equals(entry.latest()));
        assertThat(metadata().engine()).isEqualTo("Aria");
    }

    @Test
    void whatWasForgottenIsNotKeptThoughItComesLater() {
        long before = System.nanoTime();
        CompletableFuture<Reading> reading = entry.since(before);
        catalog.forget();
        asked.get(0).complete(Optional.of(table("InnoDB")));
        assertThat(reading).isCompleted();
        assertThat(entry.latest()).isNull();
    }

    @Test
    void whatWasForgottenIsReadAgainAndServesUntilThen() {
        asked(entry, table("InnoDB"));
        Reading before = entry.latest();
        catalog.forget();
        assertThat(before).isNotNull().isEqualTo(entry.latest()).matches(reading -> !entry.isBelieved(reading));
        CompletableFuture<Reading> next = entry.since(System.nanoTime() - 1_000_000_000L);
        assertThat(next).isNotDone();
        asked.get(asked.size() - 1).complete(Optional.of(table("Aria")));
        assertThat(next).isCompletedWithValueMatching(entry::isBelieved);
        assertThat(metadata().engine()).isEqualTo("Aria");
    }

    @Test
    void aFailureIsToldAndNotKept() {
        CompletableFuture<Reading> reading = entry.since(System.nanoTime());
        asked.get(0).completeExceptionally(new IllegalStateException("gone"));
        assertThat(reading).isCompletedExceptionally();
        assertThat(entry.latest()).isNull();
        assertThat(entry.since(System.nanoTime())).isNotDone();
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoGivesUpHisFutureGivesUpNobodyElses() {
        long now = System.nanoTime();
        CompletableFuture<Reading> one = entry.since(now);
        CompletableFuture<Reading> other = entry.since(now);
        one.cancel(true);
        asked.get(0).complete(Optional.of(table("InnoDB")));
        assertThat(other).isCompleted();
    }

    private void asked(CatalogEntry table, @Nullable TableMetadata answer) {
        CompletableFuture<Reading> reading = table.since(System.nanoTime());
        asked.get(asked.size() - 1).complete(Optional.ofNullable(answer));
        assertThat(reading).isCompleted();
    }

    private @Nullable TableMetadata metadata() {
        Reading latest = entry.latest();
        assertThat(latest).isNotNull();
        return latest.metadata();
    }

    private static TableMetadata table(String engine) {
        return new TableMetadata(new TableMetadata.Facts(
                "shop",
                "users",
                TableKind.BASE,
                engine,
                Partitioning.NONE,
                List.of(),
                List.of(),
                Presence.NONE,
                Presence.NONE,
                Set.of()));
    }
}
