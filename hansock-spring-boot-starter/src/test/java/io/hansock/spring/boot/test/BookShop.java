package io.hansock.spring.boot.test;

import io.hansock.HansockBuilder;
import io.hansock.index.Table;
import io.hansock.spring.HansockOperations;
import io.hansock.spring.boot.autoconfigure.HansockBuilderCustomizer;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An application, for what a {@link HansockTest} takes of one. */
final class BookShop {
    private BookShop() {}

    @SpringBootApplication
    static class Application {}

    record Book(int id, String title) {}

    /** Speaks to Hansock. */
    @Repository
    static class Books {
        static final Table<Book> TABLE = Table.of("books", Book.class).database("book_shop");

        private final HansockOperations hansock;

        Books(HansockOperations hansock) {
            this.hansock = hansock;
        }

        Optional<Book> find(int id) {
            return hansock.findOne(TABLE, id);
        }

        @Transactional
        public void rename(int id, String title) {
            hansock.sql(TABLE.shard(id)).update("update book_shop.books set title = ? where id = ?", title, id);
        }
    }

    /** Says how clients are made. */
    @Component
    static class Patience implements HansockBuilderCustomizer {
        @Override
        public void customize(HansockBuilder builder) {
            builder.requestTimeout(Duration.ofSeconds(20));
        }
    }

    /** Knows nothing of Hansock. */
    @Service
    static class Prices {}

    /** Nothing of a test: it goes out when the application starts. */
    @Component
    static class Newsletter implements ApplicationRunner {
        @Override
        public void run(ApplicationArguments arguments) {
            throw new IllegalStateException("this is only a test");
        }
    }
}
