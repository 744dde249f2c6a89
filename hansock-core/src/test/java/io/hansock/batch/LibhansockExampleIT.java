package io.hansock.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example of libhansock's README, in Java, as this project's README shows it. */
@ExtendWith(MariaDbExtension.class)
class LibhansockExampleIT {
    @Test
    void opensFindsAndWalksRepliesAndChildren(MariaDbServer server) {
        server.sql("create or replace database testdb;"
                + "create table testdb.testtable (test_id int primary key, test_string varchar(20));"
                + "insert into testdb.testtable values (42, 'forty-two')");
        assertThat(example(server.host() + ":" + server.readPort(), 42))
                .containsExactly("0\t1", "  0", "  1", "0\t2\t42\tforty-two", "  0", "  2", "  42", "  forty-two");
    }

    private static List<String> example(String address, long key) {
        List<String> printed = new ArrayList<>();
        // tag::example[]
        try (Connection connection = Connection.to(address)) { // "127.0.0.1:9998"
            Batch batch = new Batch();
            batch.write("P\t1\ttestdb\ttesttable\tPRIMARY\ttest_id,test_string\n", 1);
            batch.write("1\t=\t1\t", 0).write(key).write("\n", 1);

            Execution execution = new Executor().add(connection, batch).execute(Duration.ofSeconds(5));
            if (execution.allDone()) {
                for (Reply reply : batch.replies()) {
                    printed.add(reply.text());
                    for (Reply child : reply.children()) {
                        printed.add("  " + child.text());
                    }
                }
            }
        }
        // end::example[]
        return printed;
    }
}
