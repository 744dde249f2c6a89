package io.hansock.spring.aot;

import io.hansock.value.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What Hansock reaches by reflection. Records of the application's own are for the application to tell of, by {@link #records} or by
 * Spring's {@code @RegisterReflectionForBinding}: only it knows which become rows.
 */
public final class HansockRuntimeHints implements RuntimeHintsRegistrar {
    /** Creates one, as Spring does. */
    public HansockRuntimeHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection()
                .registerType(Row.class, MemberCategory.INVOKE_PUBLIC_METHODS)
                .registerType(TypeReference.of("io.hansock.value.CellReaders"), MemberCategory.INVOKE_DECLARED_METHODS)
                .registerType(Thread.class, MemberCategory.INVOKE_PUBLIC_METHODS);
    }

    /**
     * Registers records that rows become.
     *
     * @param hints where to
     * @param records their classes
     */
    @SafeVarargs
    public static void records(RuntimeHints hints, Class<? extends Record>... records) {
        for (Class<? extends Record> record : records) {
            hints.reflection()
                    .registerType(
                            record, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }
}
