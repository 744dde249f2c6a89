package io.hansock.bench;

import io.hansock.batch.Batch;
import io.hansock.batch.Connection;
import io.hansock.batch.Execution;
import io.hansock.batch.Executor;
import io.hansock.batch.Reply;
import io.hansock.batch.Selection;
import java.time.Duration;
import java.util.Iterator;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hansock's batches, for those who format commands themselves: one connection, one batch that is used again and again. */
@State(Scope.Thread)
public class BatchClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int INDEX = 0;

    private final Batch batch = new Batch();
    private final Executor executor = new Executor();
    private Connection connection;

    @Setup(Level.Trial)
    public void open(Target target) {
        connection =
                Connection.to(target.endpoint().host() + ":" + target.endpoint().readPort());
        batch.reset();
        batch.openIndex(INDEX, PeopleServer.DATABASE, PeopleServer.TABLE, "PRIMARY", "id", "name", "city", "age");
        execute();
        Person person = findAll(new int[] {42})[0];
        if (!person.equals(Person.of(42))) {
            throw new IllegalStateException(person.toString());
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        connection.close();
    }

    Person[] findAll(int[] ids) {
        batch.reset();
        for (int id : ids) {
            batch.find(INDEX, Selection.eq(id));
        }
        execute();
        Person[] people = new Person[ids.length];
        int next = 0;
        for (Reply reply : batch.replies()) {
            people[next] = person(reply).mustBe(ids[next]);
            next++;
        }
        return people;
    }

    private void execute() {
        Execution execution = executor.add(connection, batch).execute(TIMEOUT);
        if (!execution.allDone()) {
            throw new IllegalStateException(
                    execution.toString(), batch.failure().orElse(null));
        }
    }

    private static Person person(Reply reply) {
        Iterator<Reply> cells = reply.children().iterator();
        cells.next();
        cells.next();
        return new Person(
                Integer.parseInt(cells.next().text()),
                cells.next().text(),
                cells.next().text(),
                Integer.parseInt(cells.next().text()));
    }
}
