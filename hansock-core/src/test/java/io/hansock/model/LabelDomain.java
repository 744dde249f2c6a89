package io.hansock.model;

import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** ENUM and SET. Labels are not declared in the order of their letters. */
enum LabelDomain implements Domain<String> {
    ENUM {
        @Override
        public String draw(Random random) {
            return LABELS.get(random.nextInt(LABELS.size()));
        }

        @Override
        int rank(String value) {
            return LABELS.indexOf(value);
        }
    },
    SET {
        @Override
        public String draw(Random random) {
            return text(random.nextInt(1 << LABELS.size()));
        }

        @Override
        int rank(String value) {
            int bits = 0;
            for (String label : value.split(",", -1)) {
                bits |= label.isEmpty() ? 0 : 1 << LABELS.indexOf(label);
            }
            return bits;
        }

        // In any order.
        @Override
        public Object parameter(String value, Random random) {
            List<String> labels = new ArrayList<>(List.of(value.split(",", -1)));
            Collections.shuffle(labels, random);
            return String.join(",", labels);
        }

        @Override
        public String of(Object parameter) {
            return text(rank(parameter.toString()));
        }
    };

    private static final List<String> LABELS = List.of("zeta", "Alpha", "mü", "b c");

    /** Where it stands in the order of the column. */
    abstract int rank(String value);

    @Override
    public String type(Dialect dialect) {
        return name() + "('" + String.join("','", LABELS) + "') character set utf8mb4 collate utf8mb4_general_ci";
    }

    @Override
    public int compare(String one, String other) {
        return Integer.compare(rank(one), rank(other));
    }

    @Override
    public Object parameter(String value, Random random) {
        return value;
    }

    @Override
    public String of(Object parameter) {
        return parameter.toString();
    }

    @Override
    public String read(Row row, int position) {
        return row.getString(position);
    }

    @Override
    public String literal(String value) {
        return "'" + value + "'";
    }

    static String text(int bits) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < LABELS.size(); i++) {
            if ((bits >> i & 1) == 1) {
                labels.add(LABELS.get(i));
            }
        }
        return String.join(",", labels);
    }
}
