package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.OverloadedException;
import io.hansock.ProtocolException;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

class HansockExceptionTranslatorTest {
    private static final String SERVER_TEXT = "Duplicate entry 'ann@example.org' for key 'email'";

    private final HansockExceptionTranslator translator = new HansockExceptionTranslator();

    @Test
    void eachKindOfRefusalHasItsSpringException() {
        Map<ServerException.Kind, Class<?>> expected = new EnumMap<>(ServerException.Kind.class);
        expected.put(ServerException.Kind.DUPLICATE_KEY, DuplicateKeyException.class);
        expected.put(ServerException.Kind.LOCK_WAIT, CannotAcquireLockException.class);
        expected.put(ServerException.Kind.DEADLOCK, PessimisticLockingFailureException.class);
        expected.put(ServerException.Kind.FOREIGN_KEY, DataIntegrityViolationException.class);
        expected.put(ServerException.Kind.READ_ONLY, NonTransientDataAccessResourceException.class);
        expected.put(ServerException.Kind.NOT_AUTHORISED, PermissionDeniedDataAccessException.class);
        expected.put(ServerException.Kind.NO_SUCH_TABLE, InvalidDataAccessResourceUsageException.class);
        expected.put(ServerException.Kind.NO_SUCH_INDEX, InvalidDataAccessResourceUsageException.class);
        expected.put(ServerException.Kind.NO_SUCH_COLUMN, InvalidDataAccessResourceUsageException.class);
        expected.put(ServerException.Kind.NOT_OPEN, HansockSystemException.class);
        expected.put(ServerException.Kind.BAD_REQUEST, InvalidDataAccessApiUsageException.class);
        expected.put(ServerException.Kind.UNSUPPORTED, InvalidDataAccessApiUsageException.class);
        expected.put(ServerException.Kind.SYNTAX, InvalidDataAccessResourceUsageException.class);
        expected.put(ServerException.Kind.BAD_VALUE, DataIntegrityViolationException.class);
        expected.put(ServerException.Kind.TOO_MANY_CONNECTIONS, TransientDataAccessResourceException.class);
        expected.put(ServerException.Kind.KILLED, TransientDataAccessResourceException.class);
        expected.put(ServerException.Kind.TIMEOUT, QueryTimeoutException.class);
        expected.put(ServerException.Kind.CORRUPT, NonTransientDataAccessResourceException.class);
        expected.put(ServerException.Kind.OTHER, HansockSystemException.class);

        Map<ServerException.Kind, Class<?>> actual = new EnumMap<>(ServerException.Kind.class);
        for (ServerException.Kind kind : ServerException.Kind.values()) {
            actual.put(kind, translator.translate(refusal(kind)).getClass());
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void eachKindOfMisfitHasItsSpringException() {
        Map<ResultException.Kind, Class<?>> actual = new EnumMap<>(ResultException.Kind.class);
        for (ResultException.Kind kind : ResultException.Kind.values()) {
            actual.put(
                    kind,
                    translator.translate(new ResultException(kind, "no fit")).getClass());
        }
        assertThat(actual)
                .isEqualTo(Map.of(
                        ResultException.Kind.TOO_MANY_ROWS, IncorrectResultSizeDataAccessException.class,
                        ResultException.Kind.CONVERSION, TypeMismatchDataAccessException.class,
                        ResultException.Kind.NO_SUCH_COLUMN, InvalidDataAccessResourceUsageException.class,
                        ResultException.Kind.OTHER_RESULT, InvalidDataAccessResourceUsageException.class,
                        ResultException.Kind.TOO_LARGE, InvalidDataAccessResourceUsageException.class,
                        ResultException.Kind.UNORDERED, InvalidDataAccessResourceUsageException.class));
    }

    @Test
    void everyOtherExceptionOfHansockHasItsSpringException() {
        Map<HansockException, Class<?>> expected = new HashMap<>();
        for (Outcome outcome : Outcome.values()) {
            expected.put(
                    new ChannelLostException("east", outcome, "reset", null), DataAccessResourceFailureException.class);
            expected.put(new DeadlineException("east", outcome, Duration.ofSeconds(1)), QueryTimeoutException.class);
            expected.put(new HansockInterruptedException("east", outcome), HansockSystemException.class);
        }
        expected.put(new ProtocolException("not a reply"), DataAccessResourceFailureException.class);
        expected.put(new OverloadedException("east", "full"), TransientDataAccessResourceException.class);
        expected.put(new RefusedException("east", "rule", "no"), InvalidDataAccessApiUsageException.class);
        expected.put(new ConfigurationException("no database"), InvalidDataAccessApiUsageException.class);

        expected.forEach(
                (exception, type) -> assertThat(translator.translate(exception)).isExactlyInstanceOf(type));
        assertThat(expected.keySet())
                .extracting(Object::getClass)
                .as("all but those that the other tests are about")
                .containsAll(Arrays.stream(HansockException.class.getPermittedSubclasses())
                        .filter(type -> type != ServerException.class && type != ResultException.class)
                        .map(type -> type.<HansockException>asSubclass(HansockException.class))
                        .toList());
    }

    @Test
    void theMessageNamesTheServerAndHoldsNothingOfTheServersText() {
        DataAccessException translated = translator.translate(refusal(ServerException.Kind.DUPLICATE_KEY));

        assertThat(translated).hasMessageStartingWith("east: refused, duplicate key");
        assertThat(translated.toString() + translated.getCause()).doesNotContain("ann@example.org");
    }

    @Test
    void theCauseIsWhatHansockThrew() {
        HansockException lost = new ChannelLostException("east", Outcome.UNKNOWN, "reset", null);
        assertThat(translator.translate(lost)).hasCause(lost);
    }

    @Test
    void exceptionsOfOthersAreLeftAlone() {
        assertThat(translator.translateExceptionIfPossible(new IllegalStateException("not ours")))
                .isNull();
        assertThat(translator.translateExceptionIfPossible(refusal(ServerException.Kind.LOCK_WAIT)))
                .isInstanceOf(CannotAcquireLockException.class);
    }

    private static ServerException refusal(ServerException.Kind kind) {
        return new ServerException("east", 121, null, kind, "", SERVER_TEXT);
    }
}
