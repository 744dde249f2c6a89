package shop;

import io.hansock.HansockException;
import io.hansock.index.Table;
import io.hansock.spring.HansockTemplate;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Reads and writes by key, and by SQL, with the template. */
@SpringBootApplication
public class BareApplication {
    record Person(int id, String name) {}

    private static final Table<Person> PEOPLE = Table.of("people", Person.class);

    public static void main(String[] arguments) {
        SpringApplication.run(BareApplication.class, arguments);
    }

    @Bean
    CommandLineRunner runner(HansockTemplate hansock) {
        return arguments -> {
            hansock.insert(PEOPLE, new Person(1, "ann"));
            System.out.println("found " + hansock.findOne(PEOPLE, 1).orElseThrow());
            System.out.println("read " + hansock.sql("east").query("select * from people", Person.class));
            try {
                hansock.insert(PEOPLE, new Person(1, "bob"));
            } catch (HansockException e) {
                System.out.println("failed: " + e.getMessage());
            }
            for (String absent : new String[] {
                "org.springframework.transaction.PlatformTransactionManager",
                "org.springframework.dao.DataAccessException",
                "io.micrometer.core.instrument.MeterRegistry",
                "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
                "tools.jackson.databind.json.JsonMapper"
            }) {
                System.out.println(absent + " is " + (isThere(absent) ? "there" : "absent"));
            }
        };
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
