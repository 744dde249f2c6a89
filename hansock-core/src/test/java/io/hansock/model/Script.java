package io.hansock.model;

import java.util.List;

/**
 * A table, its first rows, and calls one after the other.
 *
 * @param schema the table
 * @param rows its first rows
 * @param steps the calls
 */
record Script(Schema schema, List<Object[]> rows, List<Step> steps) {
    Script {
        rows = List.copyOf(rows);
        steps = List.copyOf(steps);
    }

    /** The same with other rows. */
    Script with(List<Object[]> others) {
        return new Script(schema, others, steps);
    }

    /** The same with other calls. */
    Script calling(List<Step> others) {
        return new Script(schema, rows, others);
    }

    /** As somebody would write it down. */
    String text(Dialect dialect) {
        StringBuilder text = new StringBuilder(schema.ddl(dialect)).append(";\n");
        text.append(schema.inserts(rows)).append(";\n");
        steps.forEach(step -> text.append(StepText.of(step)).append('\n'));
        return text.toString();
    }
}
