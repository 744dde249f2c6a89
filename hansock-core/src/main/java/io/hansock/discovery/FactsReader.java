package io.hansock.discovery;

import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.ServerFacts;
import io.hansock.handlersocket.Secrets;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Statements;
import io.hansock.value.Row;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a server what it is. Any user may ask this. Immutable, safe for any thread. */
public final class FactsReader {
    private static final Logger LOG = LoggerFactory.getLogger(FactsReader.class);

    private static final String READ_PORT = "handlersocket_port";
    private static final String WRITE_PORT = "handlersocket_port_wr";
    private static final String VARIABLES = "'version', 'log_bin', 'wsrep_on', 'wsrep_reject_queries', 'read_only',"
            + " 'super_read_only', '" + READ_PORT + "', 'handlersocket_plain_secret', '" + WRITE_PORT + "'";
    private static final String PORTS =
            "show global variables where variable_name in ('" + READ_PORT + "', '" + WRITE_PORT + "')";
    private static final String WRITE_SECRET = ", 'handlersocket_plain_secret_wr'";

    /** What a node of a Galera cluster answers also while it refuses to read its tables. */
    private static final String READY = "show global status like 'wsrep_ready'";

    /** As that is. */
    private static final String REJECTED = "show global variables like 'wsrep_reject_queries'";

    private static final Listener OUT_OF_CLUSTER = new Listener.Barred(
            "the server is a node of a Galera cluster and answers no queries at this moment: its rows may be old");

    /** The offsets of the server's own time zone in every month from 1970 to 2037: the least, the most, and how many are known. */
    private static final String ZONE =
            "with recursive months (n) as (select 0 union all select n + 1 from months where n < 815),"
                    + " times (utc) as (select date_add('1970-01-02 12:00:00', interval n month) from months),"
                    + " offsets (seconds) as (select timestampdiff(second, utc, convert_tz(utc, '+00:00', 'SYSTEM')) from times)"
                    + " select min(seconds), max(seconds), count(seconds) from offsets";

    private static final long MONTHS = 816;
    private static final int SMALLEST_PORT = 1024;
    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_VERSION = 128;

    /** No server has so many variables of these names; one that is out to waste memory may claim it. */
    private static final int MOST_VARIABLES = 64;

    private final boolean forWrites;
    private final String question;

    private FactsReader(boolean forWrites, String variables) {
        this.forWrites = forWrites;
        this.question = "show global variables where variable_name in (" + variables + ")";
    }

    /**
     * A reader that learns of the write port no more than whether there is one: its secret is an escalation of privileges and is fetched
     * only where it is used.
     */
    public static FactsReader ofReads() {
        return new FactsReader(false, VARIABLES);
    }

    /** A reader that learns of both ports. */
    public static FactsReader ofReadsAndWrites() {
        return new FactsReader(true, VARIABLES + WRITE_SECRET);
    }

    /**
     * Whether a server listens for HandlerSocket, be it for reads or for writes, and whoever may use it.
     *
     * @throws io.hansock.HansockException if there is no answer, or none that could be one
     */
    public static boolean hasHandlerSocket(Statements server) {
        Map<String, String> ports = named(server.query(PORTS));
        return !(listener(ports, READ_PORT, "") instanceof Listener.Absent)
                || !(listener(ports, WRITE_PORT, "") instanceof Listener.Absent);
    }

    /**
     * Asks, in the calling thread.
     *
     * @throws io.hansock.HansockException if there is no answer, or none that could be one
     */
    public Learned read(Statements server) {
        Map<String, String> variables = named(server.query(question));
        String version = version(variables.getOrDefault("version", ""));
        boolean galera = isOn(variables.get("wsrep_on"));
        boolean barred = galera && !answersQueries(variables, server);
        Listener writes = listener(variables, WRITE_PORT, "handlersocket_plain_secret_wr");
        ServerFacts facts = new ServerFacts(
                version.toLowerCase(Locale.ROOT).contains("mariadb"),
                version,
                isOn(variables.get("log_bin")),
                galera,
                isOn(variables.get("read_only")) || isOn(variables.get("super_read_only")),
                !(writes instanceof Listener.Absent),
                barred ? Optional.empty() : zone(server));
        if (barred) {
            return new Learned(facts, OUT_OF_CLUSTER, OUT_OF_CLUSTER);
        }
        return new Learned(
                facts,
                listener(variables, READ_PORT, "handlersocket_plain_secret"),
                forWrites ? writes : new Listener.Absent());
    }

    /**
     * Whether a node of a Galera cluster does what it is there for. One that has lost most of the others, or was told to, refuses to read its
     * tables, since what it has may be old; its HandlerSocket would read on.
     */
    private static boolean answersQueries(Map<String, String> variables, Statements server) {
        return variables.getOrDefault("wsrep_reject_queries", "NONE").equalsIgnoreCase("NONE")
                && isOn(named(server.query(READY)).get("wsrep_ready"));
    }

    /**
     * Asks a node of a Galera cluster, in the calling thread, whether it is in it, and so up to date, and answers queries.
     *
     * @throws io.hansock.HansockException if there is no answer, or none that could be one
     */
    public static boolean answersQueries(Statements server) {
        return answersQueries(named(server.query(REJECTED)), server);
    }

    private static Map<String, String> named(QueryResult answer) {
        Map<String, String> variables = new HashMap<>();
        if (answer.size() > MOST_VARIABLES || answer.columns().size() != 2) {
            throw new ResultException(
                    ResultException.Kind.OTHER_RESULT, "what the server tells is not a list of names and values");
        }
        for (Row row : answer) {
            String name = row.getString(1);
            String value = row.getString(2);
            if (name != null && value != null) {
                variables.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
        return variables;
    }

    private static String version(String words) {
        StringBuilder version = new StringBuilder();
        words.chars().filter(c -> c >= ' ' && c < 0x7f).limit(LONGEST_VERSION).forEach(c -> version.append((char) c));
        return version.toString();
    }

    /** What is on has many words: {@code ON}, {@code 1}, and for {@code read_only} those that say how much. */
    private static boolean isOn(@Nullable String value) {
        return value != null && !value.equalsIgnoreCase("OFF") && !value.equals("0") && !value.isEmpty();
    }

    private static Optional<ZoneOffset> zone(Statements server) {
        try {
            return server.query(ZONE).one(FactsReader::offset).flatMap(Function.identity());
        } catch (ServerException e) {
            LOG.debug("the server's own time zone stays unknown: TIMESTAMP goes over SQL", e);
            return Optional.empty();
        }
    }

    /** Empty where not every month has the same. */
    private static Optional<ZoneOffset> offset(Row row) {
        Long least = row.get(1, Long.class);
        Long most = row.get(2, Long.class);
        Long months = row.get(3, Long.class);
        if (least == null || !least.equals(most) || months == null || months != MONTHS) {
            return Optional.empty();
        }
        int longest = ZoneOffset.MAX.getTotalSeconds();
        return least < -longest || least > longest
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds(least.intValue()));
    }

    private static Listener listener(Map<String, String> variables, String portVariable, String secretVariable) {
        String port = variables.get(portVariable);
        if (port == null || port.isEmpty() || port.equals("0")) {
            return new Listener.Absent();
        }
        int number = number(port);
        if (number < SMALLEST_PORT || number > LARGEST_PORT) {
            return new Listener.Nonsense(
                    portVariable + " is no number within " + SMALLEST_PORT + " and " + LARGEST_PORT);
        }
        String secret = variables.getOrDefault(secretVariable, "");
        if (!secret.isEmpty() && !Secrets.isOne(secret)) {
            return new Listener.Nonsense(secretVariable + " is not " + Secrets.RULE);
        }
        return new Listener.At(number, secret.isEmpty() ? null : secret);
    }

    private static int number(String digits) {
        boolean plain = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Integer.parseInt(digits) : -1;
    }
}
