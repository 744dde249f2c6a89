package io.hansock.bench;

import ch.qos.logback.classic.Logger;
import com.google.code.hs4j.Command;
import com.google.code.hs4j.CommandFactory;
import com.google.code.hs4j.FindOperator;
import com.google.code.hs4j.IndexSession;
import com.google.code.hs4j.command.text.TextCommandFactory;
import com.google.code.hs4j.impl.HSClientImpl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.LoggerFactory;

/** hs4j 0.1, the HandlerSocket client that Java had; it knows no secrets. */
@State(Scope.Benchmark)
public class Hs4jClient {
    private static final String[] COLUMNS = {"id", "name", "city", "age"};
    private static final long TIMEOUT_MILLIS = 10_000;

    static {
        // It warns of each connection that it opens or closes.
        if (LoggerFactory.getLogger("com.google.code.hs4j") instanceof Logger logger) {
            logger.setLevel(ch.qos.logback.classic.Level.ERROR);
        }
    }

    @Param("1")
    int connections;

    private HSClientImpl client;
    private IndexSession session;
    private final CommandFactory commands = new TextCommandFactory();

    @Setup(Level.Trial)
    public void open(Target target) throws Exception {
        client = new HSClientImpl(target.endpoint().host(), target.endpoint().readPort(), connections);
        client.setOpTimeout(TIMEOUT_MILLIS);
        commands.setEncoding(client.getEncoding());
        session = client.openIndexSession(PeopleServer.DATABASE, PeopleServer.TABLE, "PRIMARY", COLUMNS);
        if (!find(42).equals(Person.of(42))) {
            throw new IllegalStateException(find(42).toString());
        }
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
        client.shutdown();
    }

    Person find(int id) throws Exception {
        return person(session.find(new String[] {Integer.toString(id)})).mustBe(id);
    }

    /** Its API has no batches. */
    Person[] findOneByOne(int[] ids) throws Exception {
        Person[] people = new Person[ids.length];
        for (int i = 0; i < ids.length; i++) {
            people[i] = find(ids[i]);
        }
        return people;
    }

    /** Past its API: commands given to its connector without waiting, which it then joins into fewer writes. */
    Person[] findQueued(int[] ids) throws Exception {
        Command[] sent = new Command[ids.length];
        String index = Integer.toString(session.getIndexId());
        for (int i = 0; i < ids.length; i++) {
            String[] key = {Integer.toString(ids[i])};
            sent[i] = commands.createFindCommand(index, FindOperator.EQ, key, 1, 0, COLUMNS);
            client.getConnector().send(sent[i]);
        }
        Person[] people = new Person[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (!sent[i].await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            people[i] = person((ResultSet) sent[i].getResult()).mustBe(ids[i]);
        }
        return people;
    }

    private static Person person(ResultSet result) throws SQLException {
        result.next();
        return new Person(result.getInt(1), result.getString(2), result.getString(3), result.getInt(4));
    }
}
