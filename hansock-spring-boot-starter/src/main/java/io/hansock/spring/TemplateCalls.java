package io.hansock.spring;

import io.hansock.HansockException;
import io.hansock.index.Table;
import io.hansock.spring.observation.HansockObservationContext;
import io.micrometer.observation.Observation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a template does around each call: looks for transactions, observes, translates. Safe for any thread. */
final class TemplateCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HansockTemplate.class);

    private final TemplateSettings settings;
    private final AtomicBoolean warned = new AtomicBoolean();

    TemplateCalls(TemplateSettings settings) {
        this.settings = settings;
    }

    /** Carries out an index command. */
    <T extends @Nullable Object> T index(String operation, Table<?> table, Supplier<T> call) {
        checkTransaction(operation);
        return observed(operation, table.toString(), call);
    }

    /** Carries out SQL, which may take part in a transaction. */
    <T extends @Nullable Object> T sql(String operation, Supplier<T> call) {
        return observed(operation, null, call);
    }

    /** Carries out SQL that cannot take part in a transaction. */
    <T extends @Nullable Object> T outside(String operation, Supplier<T> call) {
        checkTransaction(operation);
        return observed(operation, null, call);
    }

    /** Carries out what may throw a checked exception. */
    <T extends @Nullable Object, X extends Exception> T checked(String operation, CheckedCall<T, X> call) throws X {
        return observation(operation, null).observeChecked(() -> {
            try {
                return call.run();
            } catch (HansockException e) {
                throw settings.translator().translate(e);
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
        checkTransaction(operation);
        return observedLater(operation, table.toString(), call);
    }

    private <T extends @Nullable Object> T observed(String operation, @Nullable String table, Supplier<T> call) {
        if (settings.observations().isNoop()) {
            return translated(call);
        }
        return observation(operation, table).observe(() -> translated(call));
    }

    private <T> CompletableFuture<T> observedLater(
            String operation, @Nullable String table, Supplier<CompletableFuture<T>> call) {
        if (settings.observations().isNoop()) {
            return translatedLater(call);
        }
        Observation observation = observation(operation, table).start();
        CompletableFuture<T> answer;
        try {
            answer = observation.scoped(() -> translatedLater(call));
        } catch (RuntimeException | Error e) {
            observation.stop();
            throw e;
        }
        CompletableFuture<T> unused = answer.whenComplete((result, failure) -> {
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        });
        return answer;
    }

    private Observation observation(String operation, @Nullable String table) {
        return Observation.createNotStarted(
                settings.convention(), () -> new HansockObservationContext(operation, table), settings.observations());
    }

    private <T extends @Nullable Object> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (HansockException e) {
            throw settings.translator().translate(e);
        }
    }

    /** Cancelling what this answers gives the command up. */
    private <T> CompletableFuture<T> translatedLater(Supplier<CompletableFuture<T>> call) {
        return new TranslatedFuture<>(translated(call), this::translation);
    }

    private Throwable translation(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof HansockException known ? settings.translator().translate(known) : cause;
    }

    private void checkTransaction(String operation) {
        if (settings.transactions() == TransactionPolicy.IGNORE
                || !TransactionSynchronizationManager.isActualTransactionActive()) {
            return;
        }
        if (settings.transactions() == TransactionPolicy.REJECT) {
            throw new InvalidDataAccessApiUsageException(operation
                    + " takes no part in the transaction that is active: it sees none of its rows, and what it writes stays;"
                    + " use sql(), or set hansock.transactions to warn or ignore");
        }
        if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "{} was called inside a transaction, in which index commands take no part: they see none of its rows, and what"
                            + " they write stays; hansock.transactions=reject refuses them, ignore silences this. Said once.",
                    operation);
        }
    }
}
