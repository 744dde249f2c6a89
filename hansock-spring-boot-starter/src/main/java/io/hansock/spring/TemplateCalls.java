package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.HansockException;
import io.hansock.RefusedException;
import io.hansock.index.Table;
import io.hansock.spring.observation.HansockObservationContext;
import io.micrometer.observation.Observation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a template does around each call: looks for transactions, observes, translates. Safe for any thread. */
final class TemplateCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HansockTemplate.class);

    private static final String OUTSIDE_RULE = "outside-transaction";

    private final Hansock hansock;
    private final TemplateSettings settings;
    private final SpringTransactions transactions = SpringTransactions.find();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean warnedOfSql = new AtomicBoolean();

    TemplateCalls(Hansock hansock, TemplateSettings settings) {
        this.hansock = hansock;
        this.settings = settings;
    }

    /** Carries out an index command. */
    <T extends @Nullable Object> T index(String operation, Table<?> table, Supplier<T> call) {
        checkIndexCommand(operation);
        return observed(operation, table.toString(), call);
    }

    /** Carries out SQL. */
    <T extends @Nullable Object> T sql(String operation, Supplier<T> call) {
        return observed(operation, null, call);
    }

    /** Carries out SQL that takes no part in the transaction that may be active. */
    <T extends @Nullable Object> T sqlOutside(String operation, Supplier<T> call) {
        checkSql(operation);
        return observed(operation, null, call);
    }

    /** The transaction that SQL of its client takes part in; null if there is none. */
    @Nullable
    BoundTransaction transaction() {
        return transactions.of(hansock);
    }

    /** Carries out what may throw a checked exception. */
    <T extends @Nullable Object, X extends Exception> T checked(String operation, CheckedCall<T, X> call) throws X {
        return observation(operation, null).observeChecked(() -> {
            try {
                return call.run();
            } catch (HansockException e) {
                throw translated(e);
            }
        });
    }

    /**
     * A call that may throw a checked exception.
     *
     * @param <T> the result
     * @param <X> the exception
     */
    @FunctionalInterface
    interface CheckedCall<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    /** Begins an index command; its future fails with what the call would throw. */
    <T> CompletableFuture<T> indexLater(String operation, Table<?> table, Supplier<CompletableFuture<T>> call) {
        return indexLater(operation, table, call, answer -> answer);
    }

    /** The same with something made of the answer. */
    <S, T> CompletableFuture<T> indexLater(
            String operation,
            Table<?> table,
            Supplier<CompletableFuture<S>> call,
            Function<? super S, ? extends T> mapping) {
        checkIndexCommand(operation);
        return observedLater(operation, table.toString(), call, mapping);
    }

    /** Begins SQL, which takes no part in any transaction. */
    <S, T> CompletableFuture<T> sqlLater(
            String operation, Supplier<CompletableFuture<S>> call, Function<? super S, ? extends T> mapping) {
        checkSql(operation);
        return observedLater(operation, null, call, mapping);
    }

    /** Begins a transaction of its own, whatever other is active. */
    <T extends @Nullable Object> CompletableFuture<T> ownLater(String operation, Supplier<CompletableFuture<T>> call) {
        return observedLater(operation, null, call, answer -> answer);
    }

    private <T extends @Nullable Object> T observed(String operation, @Nullable String table, Supplier<T> call) {
        if (settings.observations().isNoop()) {
            return translated(call);
        }
        return observation(operation, table).observe(() -> translated(call));
    }

    /** Cancelling what this answers gives the command up. What the caller has it followed by is not observed. */
    private <S, T> CompletableFuture<T> observedLater(
            String operation,
            @Nullable String table,
            Supplier<CompletableFuture<S>> call,
            Function<? super S, ? extends T> mapping) {
        if (settings.observations().isNoop()) {
            return new TranslatedFuture<>(translated(call), mapping, this::translation, failure -> {});
        }
        Observation observation = observation(operation, table).start();
        Consumer<@Nullable Throwable> stopping = stopping(observation);
        CompletableFuture<S> answer;
        try {
            answer = inScope(observation, call);
        } catch (RuntimeException | Error e) {
            stopping.accept(e);
            throw e;
        }
        return new TranslatedFuture<>(answer, mapping, this::translation, stopping);
    }

    /** What has begun there is the caller's, whatever closing the scope throws. */
    private <S> CompletableFuture<S> inScope(Observation observation, Supplier<CompletableFuture<S>> call) {
        Observation.Scope scope = observation.openScope();
        try {
            return translated(call);
        } finally {
            unharmed(scope::close);
        }
    }

    /** Stops it once: an answer may come while the caller gives up. The caller gets it whatever those do who observe. */
    private static Consumer<@Nullable Throwable> stopping(Observation observation) {
        AtomicBoolean stopped = new AtomicBoolean();
        return failure -> {
            if (stopped.compareAndSet(false, true)) {
                if (failure != null) {
                    unharmed(() -> observation.error(failure));
                }
                unharmed(observation::stop);
            }
        };
    }

    private static void unharmed(Runnable end) {
        try {
            end.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("an observation could not be ended; the command's result is not affected", e);
        }
    }

    private Observation observation(String operation, @Nullable String table) {
        return Observation.createNotStarted(
                settings.convention(),
                () -> new HansockObservationContext(settings.client(), operation, table),
                settings.observations());
    }

    /** Also makes what a call is about, which may be refused before there is a call to observe: a record that rows cannot be. */
    <T extends @Nullable Object> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (HansockException e) {
            throw translated(e);
        }
    }

    /** What a template throws instead. */
    RuntimeException translated(HansockException failure) {
        return settings.translation().translate(failure);
    }

    private Throwable translation(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof HansockException known ? translated(known) : cause;
    }

    private void checkIndexCommand(String operation) {
        if (isToBeWarnedOf(operation, "use sql()", warned)) {
            LOG.warn(
                    "{} was called inside a transaction, in which index commands take no part: they see none of its rows, and what"
                            + " they write stays; hansock.transactions=reject refuses them, ignore silences this. Said once.",
                    operation);
        }
    }

    /** Before SQL that no transaction of its client's is there for. */
    private void checkSql(String operation) {
        if (isToBeWarnedOf(
                operation, "use the transactions of the client's own HansockTransactionManager", warnedOfSql)) {
            LOG.warn(
                    "{} was called inside a transaction that is not of its client's HansockTransactionManager: it sees none of its rows,"
                            + " and what it writes stays; hansock.transactions=reject refuses that, ignore silences this. Said once.",
                    operation);
        }
    }

    private boolean isToBeWarnedOf(String operation, String instead, AtomicBoolean already) {
        if (settings.transactions() == TransactionPolicy.IGNORE || !transactions.areActive(hansock)) {
            return false;
        }
        if (settings.transactions() == TransactionPolicy.REJECT) {
            throw translated(new RefusedException(
                    null,
                    OUTSIDE_RULE,
                    operation
                            + " takes no part in the transaction that is active: it sees none of its rows, and what it writes"
                            + " stays; " + instead + ", or set hansock.transactions to warn or ignore"));
        }
        return already.compareAndSet(false, true);
    }
}
