package io.hansock.spring.boot.test;

import io.hansock.spring.boot.autoconfigure.HansockBuilderCustomizer;
import io.hansock.spring.boot.autoconfigure.HansockConnectionDetails;
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
 * own components none but those that say how clients are made ({@link HansockBuilderCustomizer}, {@link HansockConnectionDetails}), and those
 * that are {@linkplain #includeFilters() included}. Servers come from properties or from a container that is
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

    /** {@return whether components are in the test that say how clients are made; if not, those alone that are included} */
    boolean useDefaultFilters() default true;

    /** {@return which components are in the test all the same} */
    Filter[] includeFilters() default {};

    /** {@return which components are not in the test, even if they are included} */
    Filter[] excludeFilters() default {};

    /** {@return which auto-configuration is not used} */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}
