package io.hansock.value;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which column a record component belongs to. */
final class ColumnNames {
    /** Before a capital that follows a small letter or a digit, and before the last capital of several: {@code url_path}. */
    private static final Pattern WORD_START =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private ColumnNames() {}

    static String of(RecordComponent component) {
        Column column = component.getAnnotation(Column.class);
        return column != null ? column.value() : snakeCase(component.getName());
    }

    /** {@code firstName} to {@code first_name}, {@code URLPath} to {@code url_path}; digits stay with the word before. */
    static String snakeCase(String name) {
        return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
