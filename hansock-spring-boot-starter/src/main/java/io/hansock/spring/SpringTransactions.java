package io.hansock.spring;

import io.hansock.Hansock;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/** Spring's transactions, as the thread that asks is in them; an application may be without them. Safe for any thread. */
sealed interface SpringTransactions {
    /** Whether one is active, whoever's, but one of that client's that has ended: what comes then is not in it, and is not meant to be. */
    boolean areActive(Hansock hansock);

    /** The one that SQL of that client takes part in; null if there is none. */
    @Nullable
    BoundTransaction of(Hansock hansock);

    /** Those of this application. */
    static SpringTransactions find() {
        return ClassUtils.isPresent(
                        "org.springframework.transaction.support.TransactionSynchronizationManager",
                        SpringTransactions.class.getClassLoader())
                ? new Present()
                : new Absent();
    }

    /** Where spring-tx is. Nothing else of the template names a type of spring-tx. */
    record Present() implements SpringTransactions {
        @Override
        public boolean areActive(Hansock hansock) {
            return TransactionSynchronizationManager.isActualTransactionActive() && !BoundTransaction.hasEnded(hansock);
        }

        @Override
        public @Nullable BoundTransaction of(Hansock hansock) {
            return BoundTransaction.active(hansock);
        }
    }

    /** Where it is not. */
    record Absent() implements SpringTransactions {
        @Override
        public boolean areActive(Hansock hansock) {
            return false;
        }

        @Override
        public @Nullable BoundTransaction of(Hansock hansock) {
            return null;
        }
    }
}
