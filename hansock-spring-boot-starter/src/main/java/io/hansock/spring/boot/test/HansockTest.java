package io.hansock.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of what speaks to Hansock alone: clients, templates, transactions and JSON are configured, and nothing else; of the application's
 * own components none but those that are {@linkplain #includeFilters() included}. Servers come from properties or from a container that is
 * a {@code @ServiceConnection}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(HansockTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(HansockTypeExcludeFilter.class)
@AutoConfigureHansock
@ImportAutoConfiguration
public @interface HansockTest {
    /** {@return properties of the test, as {@code name=value}} */
    String[] properties() default {};

    /** {@return whether components of the application are left out that are not included} */
    boolean useDefaultFilters() default true;

    /** {@return which components are in the test all the same} */
    Filter[] includeFilters() default {};

    /** {@return which components are not in the test} */
    Filter[] excludeFilters() default {};

    /** {@return which auto-configuration is not used} */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}
