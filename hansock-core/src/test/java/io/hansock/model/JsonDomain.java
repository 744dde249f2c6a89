package io.hansock.model;

import io.hansock.value.Row;
import java.util.List;
import java.util.Random;

/** JSON, in the form that MySQL gives it itself. It has no order here. */
record JsonDomain() implements Domain<String> {
    private static final List<String> DOCUMENTS =
            List.of("{\"a\": 1}", "[1, 2.5, \"né\\n\"]", "\"\"", "null", "{\"b\": {\"c\": [true]}}");

    @Override
    public String type(Dialect dialect) {
        return "json";
    }

    @Override
    public int compare(String one, String other) {
        throw new IllegalStateException("JSON is not compared");
    }

    @Override
    public String draw(Random random) {
        return DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
    }

    @Override
    public Object parameter(String value, Random random) {
        return value;
    }

    @Override
    public String of(Object parameter) {
        return (String) parameter;
    }

    @Override
    public String read(Row row, int position) {
        return row.getString(position);
    }

    @Override
    public String literal(String value) {
        return "'" + value.replace("\\", "\\\\") + "'";
    }

    @Override
    public boolean isKey() {
        return false;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public boolean isPlain() {
        return false;
    }
}
