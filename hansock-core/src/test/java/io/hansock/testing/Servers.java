package io.hansock.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives a test class servers of its own, started before its first test that asks for them and closed after its last. */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MariaDbExtension.class)
public @interface Servers {
    /** How many, all alike; a parameter of type {@link MariaDbServer} is the first of them. */
    int count() default 1;

    /** What clients must say on the read port; empty for nothing. */
    String readSecret() default "";

    /** What clients must say on the write port; empty for nothing. */
    String writeSecret() default "";

    /** HandlerSocket's workers for reads. */
    int readThreads() default 2;

    /** HandlerSocket's workers for writes. */
    int writeThreads() default 1;

    /** Further flags of the server, such as {@code --log-bin}. */
    String[] arguments() default {};
}
