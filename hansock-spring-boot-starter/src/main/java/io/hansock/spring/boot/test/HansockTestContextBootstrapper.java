package io.hansock.spring.boot.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Reads the properties of {@link HansockTest}. */
final class HansockTestContextBootstrapper extends TestSliceTestContextBootstrapper<HansockTest> {}
