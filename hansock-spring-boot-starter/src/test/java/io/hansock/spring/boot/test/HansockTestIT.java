package io.hansock.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.spring.boot.test.BookShop.Book;
import io.hansock.spring.boot.test.BookShop.Books;
import io.hansock.testing.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.stereotype.Repository;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The example of docs/testing.md, run: a component of an application in a slice, on a real server. */
class HansockTestIT {
    private static final MariaDbServer SERVER = MariaDbServer.start();

    @BeforeAll
    static void lay() {
        SERVER.sql("create database book_shop;"
                + "create table book_shop.books (id int primary key, title varchar(100) not null);"
                + "insert into book_shop.books values (1, 'Emma')");
    }

    @AfterAll
    static void end() {
        SERVER.close();
    }

    static void where(DynamicPropertyRegistry registry) {
        registry.add("hansock.username", () -> "app");
        registry.add("hansock.servers.east.host", SERVER::host);
        registry.add("hansock.servers.east.port", SERVER::sqlPort);
    }

    @Nested
    @DirtiesContext
    // tag::example[]
    @HansockTest(includeFilters = @Filter(Repository.class))
    class BooksTest {
        @Autowired
        Books books;

        // end::example[]
        @DynamicPropertySource
        static void server(DynamicPropertyRegistry registry) {
            where(registry);
        }

        // tag::example[]
        @Test
        void renames() {
            books.rename(1, "Persuasion");
            assertThat(books.find(1)).contains(new Book(1, "Persuasion"));
        }
    }
    // end::example[]
}
