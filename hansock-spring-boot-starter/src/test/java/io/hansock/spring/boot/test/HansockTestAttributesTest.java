package io.hansock.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.HansockTransactionManager;
import io.hansock.spring.boot.autoconfigure.HansockTransactionAutoConfiguration;
import io.hansock.spring.boot.test.BookShop.Books;
import io.hansock.spring.boot.test.BookShop.Newsletter;
import io.hansock.spring.boot.test.BookShop.Patience;
import io.hansock.spring.boot.test.BookShop.Prices;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;

/** The attributes of {@link HansockTest}, set as tests of an application set them. */
class HansockTestAttributesTest {
    private static final String EAST = "hansock.servers.east.host=db-east";

    @Nested
    @HansockTest(properties = {EAST, "hansock.servers.west.host=db-west", "hansock.servers.west.weight=200"})
    class WithProperties {
        @Test
        void theyConfigureTheClient(@Autowired Hansock hansock) {
            assertThat(hansock.servers())
                    .extracting(ServerSettings::name, ServerSettings::weight)
                    .containsExactly(tuple("east", 100), tuple("west", 200));
        }
    }

    @Nested
    @HansockTest(properties = EAST, includeFilters = @Filter(Repository.class))
    class WithFiltersThatInclude {
        @Test
        void whatTheyMatchIsThereToo(@Autowired ApplicationContext context) {
            assertThat(components(context)).containsExactly(Books.class, Patience.class);
        }

        @Test
        void whatIsThereHasItsTransactions(@Autowired Books books) {
            assertThat(AopUtils.isAopProxy(books)).isTrue();
        }

        @Nested
        class InTestsWithin {
            @Test
            void theyCountToo(@Autowired ApplicationContext context) {
                assertThat(components(context)).containsExactly(Books.class, Patience.class);
            }
        }
    }

    @Nested
    @HansockTest(
            properties = EAST,
            includeFilters = @Filter({Repository.class, Service.class}),
            excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Prices.class))
    class WithFiltersThatExclude {
        @Test
        void whatTheyMatchIsNotThereThoughItIsIncluded(@Autowired ApplicationContext context) {
            assertThat(components(context)).containsExactly(Books.class, Patience.class);
        }
    }

    @Nested
    @HansockTest(properties = EAST, useDefaultFilters = false, includeFilters = @Filter(Repository.class))
    class WithoutTheDefaultFilters {
        @Test
        void whatIsIncludedIsThereAlone(@Autowired ApplicationContext context) {
            assertThat(components(context)).containsExactly(Books.class);
        }
    }

    @Nested
    @HansockTest(properties = EAST, excludeAutoConfiguration = HansockTransactionAutoConfiguration.class)
    class WithoutAnAutoConfiguration {
        @Test
        void onlyThatIsMissing(@Autowired ApplicationContext context) {
            assertThat(context.getBeanNamesForType(HansockTransactionManager.class))
                    .isEmpty();
            assertThat(context.getBeanNamesForType(HansockTemplate.class)).hasSize(1);
        }
    }

    @Nested
    @BooksTest
    class ByAnAnnotationOfTheApplicationsOwn {
        @Test
        void theAttributesAreThoseThatItSets(@Autowired ApplicationContext context) {
            assertThat(components(context)).containsExactly(Books.class, Patience.class);
            assertThat(context.getBean(Hansock.class).servers())
                    .extracting(ServerSettings::name)
                    .containsExactly("east");
        }
    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @HansockTest(properties = EAST, includeFilters = @Filter(Repository.class))
    @interface BooksTest {}

    private static Stream<Class<?>> components(ApplicationContext context) {
        return Stream.of(Books.class, Patience.class, Prices.class, Newsletter.class)
                .filter(type -> context.getBeanNamesForType(type).length > 0);
    }
}
