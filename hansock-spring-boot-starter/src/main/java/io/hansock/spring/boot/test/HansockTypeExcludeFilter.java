package io.hansock.spring.boot.test;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Leaves out of a {@link HansockTest} what that says. */
final class HansockTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<HansockTest> {
    HansockTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
    }
}
