package io.hansock.mysql;

import static io.hansock.mysql.ServerScript.clientOf;
import static io.hansock.mysql.ServerScript.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.sql.AsyncSession;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlSession;
import io.hansock.testing.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool whose server cannot be reached, whose password cannot be had, whose callers leave: no place is lost, and it recovers. */
@Timeout(60)
class PoolTroublesTest {
    private static final int MANY = 20_000;

    /** Calls every few milliseconds until one is answered; the longest message of those that are not. */
    private static int longestMessageUntilAnswered(SqlClient client) throws InterruptedException {
        int longest = 0;
        while (true) {
            Throwable problem = catchThrowable(() -> one(client));
            if (problem == null) {
                return longest;
            }
            longest = Math.max(longest, String.valueOf(problem.getMessage()).length());
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    @Timeout(15)
    void aServerThatComesBackIsFoundThoughItsCallersNeverPause() throws InterruptedException {
        AtomicBoolean up = new AtomicBoolean();
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    if (up.get()) {
                        ServerScript.ANSWERING.play(script);
                    }
                });
                SqlClient client = clientOf(server).build()) {
            long down = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1500);
            while (System.nanoTime() - down < 0) {
                assertThatThrownBy(() -> one(client)).isInstanceOf(ChannelLostException.class);
            }
            up.set(true);
            assertThat(longestMessageUntilAnswered(client)).isLessThan(500);
        }
    }

    @Test
    @Timeout(15)
    void whoHasLessTimeThanALoginTakesHasAConnectionAllTheSame() throws InterruptedException {
        ofASlowLogin(client -> assertThatThrownBy(() -> one(client)).isInstanceOf(DeadlineException.class));
    }

    @Test
    @Timeout(15)
    void theSameWithoutThreadsThatWait() throws InterruptedException {
        ofASlowLogin(client -> assertThatThrownBy(
                        () -> client.async().query("select 1").get())
                .hasCauseInstanceOf(DeadlineException.class));
    }

    private static void ofASlowLogin(Consumer<SqlClient> tooLate) throws InterruptedException {
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    TimeUnit.MILLISECONDS.sleep(700);
                    ServerScript.ANSWERING.play(script);
                });
                SqlClient client = clientOf(server)
                        .maxSessions(1)
                        .requestTimeout(Duration.ofMillis(200))
                        .build()) {
            tooLate.accept(client);
            longestMessageUntilAnswered(client);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aPasswordThatCannotBeHadCostsItsCallerAndNoPlace() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = ServerScript.repeating(ServerScript.ANSWERING);
                SqlClient client = clientOf(server)
                        .login(LoginSettings.user("ann").password(() -> {
                            if (asked.incrementAndGet() <= 2) {
                                throw new IllegalStateException("the vault is shut");
                            }
                            return new char[] {'p'};
                        }))
                        .maxSessions(1)
                        .build()) {
            assertThatThrownBy(() -> client.async().query("select 1").get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> one(client)).isInstanceOf(IllegalStateException.class);
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void b14_aLeaseThatNobodyWaitsForAnyMoreIsGivenBack() throws Exception {
        givenUpWhileTheConnectionIsMade(client -> client.async().lease());
        givenUpWhileTheConnectionIsMade(client -> client.async().transaction(tx -> tx.query("select 1")));
        try (ScriptedServer server = ServerScript.repeating(ServerScript.ANSWERING);
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            // in the queue
            try (SqlSession only = client.lease()) {
                assertThat(client.async().lease().cancel(true)).isTrue();
                assertThat(client.async()
                                .transaction(tx -> tx.query("select 1"))
                                .cancel(true))
                        .isTrue();
                only.ping();
            }
            assertThat(one(client)).isEqualTo(1);
            // while it is used: the body never ends by itself
            assertThat(client.async()
                            .transaction(tx -> new CompletableFuture<>())
                            .cancel(true))
                    .isTrue();
            assertThat(one(client)).isEqualTo(1);
        }
    }

    /** The server lets nobody in before the call has been cancelled. */
    private static void givenUpWhileTheConnectionIsMade(Function<SqlClient, CompletableFuture<?>> call)
            throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    cancelled.await();
                    ServerScript.ANSWERING.play(script);
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            assertThat(call.apply(client).cancel(true)).isTrue();
            cancelled.countDown();
            assertThat(one(client)).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void thousandsWhoWaitForAServerThatIsGoneAreAllTold() throws Exception {
        CountDownLatch queued = new CountDownLatch(1);
        AtomicInteger clients = new AtomicInteger();
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    if (clients.incrementAndGet() == 1) {
                        script.logIn();
                        script.command();
                        queued.await();
                    }
                });
                SqlClient client = clientOf(server)
                        .maxSessions(1)
                        .requestTimeout(Duration.ofSeconds(40))
                        .build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int call = 0; call < MANY; call++) {
                calls.add(client.async().query("select 1"));
            }
            queued.countDown();
            for (CompletableFuture<?> call : calls) {
                assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(HansockException.class)
                        .cause()
                        .isNotInstanceOf(DeadlineException.class);
            }
        }
    }

    @Test
    void anExecutorThatTakesNothingMoreCostsNoConnection() throws Exception {
        ExecutorService callbacks = Executors.newSingleThreadExecutor();
        try (ScriptedServer server = ServerScript.repeating(ServerScript.ANSWERING);
                SqlClient client = clientOf(server)
                        .maxSessions(1)
                        .callbackExecutor(callbacks)
                        .build()) {
            CompletableFuture<?> queued;
            CompletableFuture<AsyncSession> lease;
            try (SqlSession only = client.lease()) {
                queued = client.async().query("select 1");
                lease = client.async().lease();
                callbacks.shutdownNow();
                only.ping();
            }
            queued.get(5, TimeUnit.SECONDS);
            lease.get(5, TimeUnit.SECONDS).close();
            assertThat(one(client)).isEqualTo(1);
            client.async().transaction(tx -> tx.query("select 1")).get(5, TimeUnit.SECONDS);
            assertThat(one(client)).isEqualTo(1);
        }
    }
}
