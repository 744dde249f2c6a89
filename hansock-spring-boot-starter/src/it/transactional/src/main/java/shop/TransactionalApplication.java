package shop;

import io.hansock.spring.HansockTemplate;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A transaction that is kept, and one that fails half way. */
@SpringBootApplication
public class TransactionalApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(TransactionalApplication.class, arguments);
    }

    @Bean
    CommandLineRunner runner(People people) {
        return arguments -> {
            people.insertBoth(1, 2);
            try {
                people.insertBoth(3, 1);
            } catch (DuplicateKeyException e) {
                System.out.println("undone");
            }
            System.out.println(people.count() + " people");
        };
    }

    @Service
    static class People {
        private final HansockTemplate hansock;

        People(HansockTemplate hansock) {
            this.hansock = hansock;
        }

        @Transactional
        void insertBoth(int first, int second) {
            hansock.sql("east").update("insert into people values (?, 'a')", first);
            hansock.sql("east").update("insert into people values (?, 'b')", second);
        }

        long count() {
            return hansock.sql("east").queryValue("select count(*) from people", Long.class).orElseThrow();
        }
    }
}
