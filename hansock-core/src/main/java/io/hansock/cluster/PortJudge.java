package io.hansock.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hansock.HansockException;
import io.hansock.ServerException;
import io.hansock.discovery.Listener;
import io.hansock.discovery.PortProof;
import io.hansock.discovery.TokenTable;
import io.hansock.handlersocket.Port;
import io.hansock.sql.Statements;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a HandlerSocket port may be used: what is set wins over what the server tells, a port that is set needs no proof, and
 * one that is told does. For one thread at a time, which waits for the answers.
 */
final class PortJudge {
    /** What was decided. */
    sealed interface Verdict {
        /** It may be used. */
        record Use(Listener.At at, String proof) implements Verdict {}

        /** It must not be. */
        record Leave(String why) implements Verdict {}
    }

    private static final long LEAST_NANOS = 250_000_000;

    private final String server;
    private final Port port;
    private final OptionalInt number;
    private final Optional<String> secret;
    private final PortProof proof;
    private final Evidence evidence;
    private final @Nullable TokenTable table;
    private final Statements sql;
    private final long longestNanos;

    /** How long the port needed the last time; 0 if it was never asked. */
    private long neededNanos;

    /** What the server has told last, for when SQL alone is down. */
    private Optional<byte[]> token = Optional.empty();

    PortJudge(
            String server,
            Port port,
            OptionalInt number,
            Optional<String> secret,
            PortProof proof,
            Evidence evidence,
            @Nullable TokenTable table,
            Statements sql,
            long longestNanos) {
        this.server = server;
        this.port = port;
        this.number = number;
        this.secret = secret;
        this.proof = proof;
        this.evidence = evidence;
        this.table = table;
        this.sql = sql;
        this.longestNanos = longestNanos;
    }

    /**
     * Asks the port.
     *
     * @param whenShared called when another server gives the same secret or token later
     * @throws HansockException if it does not answer
     */
    Verdict judge(Listener told, Runnable whenShared) {
        long begun = System.nanoTime();
        Verdict verdict = decide(told, whenShared);
        neededNanos = System.nanoTime() - begun;
        return verdict;
    }

    /** A port that has answered before is not waited for as long as one of which nothing is known. */
    private long timeoutNanos() {
        return neededNanos == 0 ? longestNanos : Math.min(longestNanos, LEAST_NANOS + 4 * neededNanos);
    }

    private Verdict decide(Listener told, Runnable whenShared) {
        if (told instanceof Listener.Barred barred) {
            return new Verdict.Leave(barred.why());
        }
        if (told instanceof Listener.Absent) {
            return new Verdict.Leave(
                    number.isPresent()
                            ? "a HandlerSocket port is set, but the server says that it has none"
                            : "the server has none");
        }
        String toldSecret = told instanceof Listener.At at ? at.secret() : null;
        String wanted =
                secret.isPresent() ? secret.filter(text -> !text.isEmpty()).orElse(null) : toldSecret;
        if (number.isPresent()) {
            return set(new Listener.At(number.getAsInt(), wanted));
        }
        if (told instanceof Listener.At at) {
            return told(new Listener.At(at.port(), wanted), whenShared);
        }
        return new Verdict.Leave("what the server tells of it cannot be: " + ((Listener.Nonsense) told).why());
    }

    private Verdict set(Listener.At at) {
        try {
            proof.requireAnswer(port, at.port(), at.secret(), timeoutNanos());
            return new Verdict.Use(at, "which is set");
        } catch (ServerException refused) {
            return refusal(at, refused);
        }
    }

    private Verdict told(Listener.At at, Runnable whenShared) {
        String own = at.secret();
        boolean shared = own != null && !evidence.isOwn(server, port, "secret " + own, whenShared);
        if (own != null && !shared) {
            return proof.knows(port, at.port(), own, timeoutNanos())
                    ? new Verdict.Use(at, "proved by its secret")
                    : new Verdict.Leave("port " + at.port()
                            + " does not know the secret that the server tells, or takes any: it is another's");
        }
        if (table != null) {
            return byToken(table, at, whenShared);
        }
        return new Verdict.Leave("nothing proves that port " + at.port() + " is this server's: "
                + (shared ? "another server has the same secret" : "it has no secret")
                + "; give each server a secret of its own, or name a token table, or set the port");
    }

    private Verdict byToken(TokenTable tokens, Listener.At at, Runnable whenShared) {
        try {
            token = tokens.told(sql);
        } catch (ServerException refused) {
            return new Verdict.Leave("the token table cannot be read over SQL: " + refused.getMessage());
        } catch (HansockException unanswered) {
            if (token.isEmpty()) {
                throw unanswered;
            }
        }
        if (token.isEmpty()) {
            return new Verdict.Leave("there is no row 1 with a token in " + tokens
                    + ", or that is no base table of InnoDB's that the user is shown");
        }
        byte[] own = token.get();
        if (!evidence.isOwn(server, port, "token " + new String(own, ISO_8859_1), whenShared)) {
            return new Verdict.Leave("another server has the same token in " + tokens + "; it must not be replicated");
        }
        try {
            return proof.reads(port, at.port(), at.secret(), tokens, own, timeoutNanos())
                    ? new Verdict.Use(at, "proved by its token")
                    : new Verdict.Leave("port " + at.port() + " has another token than the server: it is another's");
        } catch (ServerException refused) {
            return refusal(at, refused);
        }
    }

    private static Verdict refusal(Listener.At at, ServerException refused) {
        return new Verdict.Leave(
                refused.kind() == ServerException.Kind.NOT_AUTHORISED
                        ? "port " + at.port() + " refuses the secret that is set or told"
                        : "port " + at.port() + " refuses to prove whose it is: " + refused.getMessage());
    }
}
