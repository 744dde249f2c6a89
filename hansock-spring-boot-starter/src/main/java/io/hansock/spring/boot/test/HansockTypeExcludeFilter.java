package io.hansock.spring.boot.test;

import io.hansock.spring.boot.autoconfigure.HansockBuilderCustomizer;
import io.hansock.spring.boot.autoconfigure.HansockConnectionDetails;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Leaves out of a {@link HansockTest} what that says. */
final class HansockTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<HansockTest> {
    HansockTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
    }

    /** What says how a client is made: another one would be tested without it. */
    @Override
    protected Set<Class<?>> getKnownIncludes() {
        return Set.of(HansockBuilderCustomizer.class, HansockConnectionDetails.class);
    }
}
