package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerException;
import org.junit.jupiter.api.Test;

class TransactionFateTest {
    private final ServerException deadlock = refusal(1213);
    private final ServerException timeout = refusal(1205);
    private final ServerException signal = refusal(1644);
    private final ServerException duplicate = refusal(1062);

    private final TransactionFate fate = new TransactionFate();

    @Test
    void whatUndoesAStatementAloneIsNoDoubt() {
        fate.refused(duplicate, true);
        assertThat(fate.doubt()).isNull();
    }

    @Test
    void nothingIsInDoubtOutsideOfATransaction() {
        fate.refused(deadlock, false);
        assertThat(fate.doubt()).isNull();
    }

    @Test
    void ofSeveralRefusalsTheOneThatUndoesMostIsInDoubt() {
        fate.refused(signal, true);
        fate.refused(timeout, true);
        assertThat(fate.doubt()).isSameAs(timeout);
        fate.refused(deadlock, true);
        fate.refused(timeout, true);
        assertThat(fate.doubt()).isSameAs(deadlock);
    }

    @Test
    void aStatementThatIsRefusedBehindItMayHaveBegunAnotherTransaction() {
        fate.refused(timeout, true);
        assertThat(fate.isFollowed()).isFalse();
        fate.refused(duplicate, true);
        assertThat(fate.isFollowed()).isTrue();
    }

    @Test
    void anAnswerOutsideOfATransactionSettlesIt() {
        fate.begins();
        fate.refused(timeout, true);
        fate.answered(false);
        assertThat(fate.doubt()).isNull();
        assertThat(fate.undoneBy()).isSameAs(timeout);
        assertThat(fate.refusesFor()).isSameAs(timeout);
    }

    @Test
    void anAnswerInsideOfOneDoesNot() {
        fate.refused(timeout, true);
        fate.answered(true);
        assertThat(fate.doubt()).isSameAs(timeout);
        fate.settle(false);
        assertThat(fate.isKnown()).isFalse();
    }

    @Test
    void wordsOfTheUserEndHisOwnTransactionAlone() {
        fate.refused(deadlock, true);
        fate.settle(true);
        assertThat(fate.refusesFor()).isNull();
        fate.endsByWords();
        assertThat(fate.undoneBy()).isNull();

        fate.begins();
        fate.refused(deadlock, true);
        fate.settle(true);
        fate.endsByWords();
        assertThat(fate.refusesFor()).isSameAs(deadlock);
        fate.ends();
        assertThat(fate.undoneBy()).isNull();
    }

    private static ServerException refusal(int code) {
        return new ServerException("server", code, null, ErrorCodes.kindOf(code, null), "", "");
    }
}
