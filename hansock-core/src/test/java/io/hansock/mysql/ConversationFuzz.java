package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.HansockException;
import io.hansock.ProtocolException;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.net.Address;
import io.hansock.net.Answered;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.value.Columns;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One connection on which all kinds of things are asked, and any bytes as the server's answers. Each reply is read to exactly where it
 * was framed, or refused; how the bytes arrive makes no difference; and what all that takes is in proportion to what came.
 *
 * <p>Input: what was agreed on, how the bytes arrive, what is asked; then the server's bytes.
 */
public final class ConversationFuzz {
    /** A NULL of a binary row is a bit; its bounds are eight bytes, which move as their array grows, and then it is looked at. */
    private static final int BYTES_A_BYTE = 1024;

    private static final int BYTES_AT_LEAST = 1 << 20;
    private static final int MOST_REQUESTS = 6;
    private static final int AS_IT_IS = 1 << 5;
    private static final int SHAPES = 1 << 5;

    private static final List<Capability> SHAPING = List.of(
            Capability.DEPRECATE_EOF,
            Capability.SESSION_TRACK,
            Capability.CACHE_METADATA,
            Capability.EXTENDED_METADATA,
            Capability.STMT_BULK_OPERATIONS);

    private static final List<MysqlHandshake> LOGINS =
            IntStream.range(0, SHAPES).mapToObj(ConversationFuzz::login).toList();

    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings("shop", 2, 1 << 20, "+00:00", null, Map.of("innodb_lock_wait_timeout", "5"));

    /** Never used. */
    private static final Channel NOWHERE = new Channel(
            "db",
            new Address.Tcp("db.example.org", 3306),
            new MysqlSession("db", LOGINS.get(0)),
            ChannelSettings.DEFAULTS,
            new IoThread("fuzz", Runnable::run),
            ChannelListener.NONE);

    private final byte[] sent;
    private final int arrivesBy;
    private final MysqlSession session;
    private final MysqlConnection connection;
    private final StringBuilder story = new StringBuilder();
    private int at;

    private ConversationFuzz(MysqlHandshake login, byte[] sent, int arrivesBy) {
        this.sent = sent;
        this.arrivesBy = arrivesBy;
        session = new MysqlSession("db", login);
        connection = new MysqlConnection("db", NOWHERE, session, SETTINGS);
    }

    /** The login with a server that agrees to some of what shapes its answers. */
    private static MysqlHandshake login(int shape) {
        boolean mariaDb = (shape >> SHAPING.indexOf(Capability.STMT_BULK_OPERATIONS) & 1) != 0;
        Capabilities offered = mariaDb ? Greetings.MARIADB : Greetings.MYSQL;
        for (Capability capability : SHAPING) {
            if ((shape >> SHAPING.indexOf(capability) & 1) == 0) {
                offered = Capabilities.ofBits(
                        offered.bits() & ~Capabilities.of(capability).bits());
            }
        }
        LoginTalk talk = LoginTalk.tcp(LoginSettings.user("ann").database("shop"));
        talk.receive(Greetings.packet("9.7.4", offered, "mysql_native_password"));
        talk.receive(Greetings.ok(2));
        return talk.handshake();
    }

    /** What Jazzer calls, again and again. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzInput in = new FuzzInput(input);
        int shape = in.choice();
        int arrivesBy = 1 + in.choice();
        byte[] asked = in.bytes(1 + in.choice() % MOST_REQUESTS);
        byte[] sent = (shape & AS_IT_IS) != 0 ? in.rest() : in.answers();
        MysqlHandshake login = LOGINS.get(shape % SHAPES);
        String story = Allocations.atMost(
                BYTES_AT_LEAST + (long) BYTES_A_BYTE * sent.length,
                () -> new ConversationFuzz(login, sent.clone(), Integer.MAX_VALUE).askAll(asked));
        String other = new ConversationFuzz(login, sent, arrivesBy).askAll(asked);
        if (!story.equals(other)) {
            throw new AssertionError("arriving by " + arrivesBy + ":" + other + "\nat once:" + story);
        }
    }

    private String askAll(byte[] asked) {
        for (byte choice : asked) {
            try {
                tell(ask(choice & 0xff));
            } catch (OutOfBytesException e) {
                return told("and waits");
            } catch (ProtocolException e) {
                return told(e);
            } catch (ServerException | ResultException | ConfigurationException | RefusedException e) {
                told(e);
            } catch (IllegalArgumentException wrongNumberOfParameters) {
                told(wrongNumberOfParameters);
            }
            if (connection.isMidRows()) {
                return told("in the middle of rows");
            }
        }
        return story.toString();
    }

    private @Nullable Object ask(int choice) {
        String sql = "select " + (choice >> 3 & 3);
        return switch (choice & 7) {
            case 0 -> run(new StatementRequest<>(sql, Parameters.NONE, AnswerReader.ALL));
            case 1, 2 -> run(new StatementRequest<>(sql + " + ?", Parameters.of(1), AnswerReader.ALL));
            case 3 -> stream(new StatementRequest<>(sql, Parameters.NONE, RowFeed.READER));
            case 4 -> stream(new StatementRequest<>(sql + " + ?", Parameters.of(1), RowFeed.READER));
            case 5 -> fetch(StatementRequest.prepared(sql, Parameters.NONE, CursorFeed.READER));
            case 6 -> pipeline(sql);
            default -> choice >> 5 == 0 ? this.<Boolean>run(SetUp::ofNew) : run(SessionCommands.statistics());
        };
    }

    private <T> T run(Request<T> request) {
        Conversation<T> conversation = request.on(connection);
        CommandExchange exchange = conversation.begin();
        while (exchange != null) {
            answer(exchange);
            exchange = conversation.next(exchange);
        }
        requireAllRead();
        return conversation.result();
    }

    private void answer(CommandExchange exchange) {
        int from = at;
        int end = ReplyFramer.MORE;
        for (int shown = from; end < 0; ) {
            if (shown == sent.length) {
                throw new OutOfBytesException();
            }
            int to = shown + Math.min(arrivesBy, sent.length - shown);
            end = exchange.frame(sent, shown, to, session);
            shown = to;
        }
        at = end;
        Answered.by(sent, from, end, exchange);
    }

    /** What ends well has been read to the end: asked for more, there is none. */
    private void requireAllRead() {
        try {
            connection.reader().nextAnswer(0);
            connection.reader().text();
        } catch (ProtocolException expected) {
            if (String.valueOf(expected.getMessage()).contains("ends where another packet must come")) {
                return;
            }
        }
        throw new AssertionError("part of a reply was framed and not read");
    }

    private Columns stream(Request<RowFeed> request) {
        RowFeed feed = run(request);
        tell(feed.rows());
        while (!feed.hasEnded()) {
            tell(run(feed.further()).rows());
        }
        return feed.columns();
    }

    private Columns fetch(Request<CursorFeed> request) {
        CursorFeed feed = run(request);
        tell(feed.rows());
        while (feed.isOpen()) {
            tell(run(feed.fetch(2)));
        }
        return feed.columns();
    }

    private List<Object> pipeline(String sql) {
        List<PipelinedStatement<Results>> statements = List.of(
                new PipelinedStatement<>(sql, Parameters.NONE, AnswerReader.ALL),
                new PipelinedStatement<>(sql + " + ?", Parameters.of("a"), AnswerReader.ALL),
                new PipelinedStatement<>(sql + " * ?", Parameters.of(2), AnswerReader.ALL));
        run(on -> new PipelineRun(on, statements));
        List<Object> results = new ArrayList<>();
        for (PipelinedStatement<Results> statement : statements) {
            RuntimeException failure = statement.failure();
            results.add(failure == null ? statement.get() : failure);
        }
        return results;
    }

    // ---- the story, to be compared

    private void tell(@Nullable Object result) {
        if (result instanceof Rows rows) {
            look(rows);
        } else if (result instanceof QueryResult query) {
            look(query.rows());
        } else if (result instanceof Results several) {
            several.all().forEach(this::tell);
        } else if (result instanceof List<?> several) {
            several.forEach(this::tell);
        }
        told(result instanceof HansockException problem ? problem.getMessage() : result);
    }

    private String told(@Nullable Object what) {
        return story.append('\n').append(what).toString();
    }

    /** Every cell can be looked at, whatever it holds. */
    private void look(Rows rows) {
        for (Row row : rows) {
            for (int position = 1; position <= row.columns().size(); position++) {
                told(row.valueOf(position).orElseThrow());
            }
        }
    }

    /** The server says nothing more. */
    private static final class OutOfBytesException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
