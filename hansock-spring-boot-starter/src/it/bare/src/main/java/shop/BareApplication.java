package shop;

import io.hansock.Hansock;
import io.hansock.index.Table;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Finds by key with the client itself: the template needs what was excluded. */
@SpringBootApplication
public class BareApplication {
    record Person(int id, String name) {}

    private static final Table<Person> PEOPLE = Table.of("people", Person.class);

    public static void main(String[] arguments) {
        SpringApplication.run(BareApplication.class, arguments);
    }

    @Bean
    CommandLineRunner runner(Hansock hansock) {
        return arguments -> {
            hansock.insert(PEOPLE, new Person(1, "ann"));
            System.out.println("found " + hansock.findOne(PEOPLE, 1).orElseThrow());
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
