package io.hansock.spring;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.OverloadedException;
import io.hansock.ProtocolException;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.TypeMismatchDataAccessException;
import org.springframework.dao.support.PersistenceExceptionTranslator;

/**
 * Turns Hansock's exceptions into Spring's. The message is Hansock's, which never holds a value, a key or the server's own text;
 * the cause is what Hansock threw, and names the server. Immutable and so safe to share between threads.
 *
 * <p>As a bean it also serves {@code @Repository} classes that call {@link io.hansock.Hansock} themselves.
 */
public final class HansockExceptionTranslator implements PersistenceExceptionTranslator, ExceptionTranslation {
    /** Creates one; it has no settings. */
    public HansockExceptionTranslator() {}

    /** {@return the translation, or null if Hansock did not throw this} */
    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException exception) {
        return exception instanceof HansockException known ? translate(known) : null;
    }

    /**
     * {@return the translation}
     *
     * @param exception what Hansock threw; becomes the cause
     */
    @Override
    public DataAccessException translate(HansockException exception) {
        String message = String.valueOf(exception.getMessage());
        if (exception instanceof ServerException refusal) {
            return translate(refusal, message);
        }
        if (exception instanceof ResultException misfit) {
            return translate(misfit, message);
        }
        if (exception instanceof DeadlineException) {
            return new QueryTimeoutException(message, exception);
        }
        if (exception instanceof ChannelLostException || exception instanceof ProtocolException) {
            return new DataAccessResourceFailureException(message, exception);
        }
        if (exception instanceof OverloadedException) {
            return new TransientDataAccessResourceException(message, exception);
        }
        if (exception instanceof RefusedException || exception instanceof ConfigurationException) {
            return new InvalidDataAccessApiUsageException(message, exception);
        }
        return new HansockSystemException(message, exception);
    }

    private static DataAccessException translate(ServerException refusal, String message) {
        return switch (refusal.kind()) {
            case DUPLICATE_KEY -> new DuplicateKeyException(message, refusal);
            case LOCK_WAIT -> new CannotAcquireLockException(message, refusal);
            case DEADLOCK -> new PessimisticLockingFailureException(message, refusal);
            case FOREIGN_KEY, BAD_VALUE -> new DataIntegrityViolationException(message, refusal);
            case NOT_AUTHORISED -> new PermissionDeniedDataAccessException(message, refusal);
            case READ_ONLY, CORRUPT -> new NonTransientDataAccessResourceException(message, refusal);
            case NO_SUCH_TABLE, NO_SUCH_INDEX, NO_SUCH_COLUMN, SYNTAX ->
                new InvalidDataAccessResourceUsageException(message, refusal);
            case BAD_REQUEST, UNSUPPORTED -> new InvalidDataAccessApiUsageException(message, refusal);
            case TIMEOUT -> new QueryTimeoutException(message, refusal);
            case TOO_MANY_CONNECTIONS, KILLED -> new TransientDataAccessResourceException(message, refusal);
            case NOT_OPEN, OTHER -> new HansockSystemException(message, refusal);
        };
    }

    private static DataAccessException translate(ResultException misfit, String message) {
        return switch (misfit.kind()) {
            case TOO_MANY_ROWS -> new IncorrectResultSizeDataAccessException(message, 1, misfit);
            case CONVERSION -> new TypeMismatchDataAccessException(message, misfit);
            case NO_SUCH_COLUMN, OTHER_RESULT, TOO_LARGE, UNORDERED ->
                new InvalidDataAccessResourceUsageException(message, misfit);
        };
    }
}
