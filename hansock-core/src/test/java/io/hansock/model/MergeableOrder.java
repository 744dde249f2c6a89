package io.hansock.model;

import io.hansock.index.Comparison;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether Java can order the rows of a find as servers do, from their values alone. */
final class MergeableOrder {
    private static final Set<Collation> BY_CHARACTER = EnumSet.of(
            Collation.UTF8MB4_BIN, Collation.NO_PAD_BIN, Collation.ASCII_BIN, Collation.UCS2_BIN, Collation.UTF16_BIN);

    private MergeableOrder() {}

    static boolean of(Find<?> find, Schema schema) {
        KeyMatch.Compare match = (KeyMatch.Compare) find.match();
        int held = match.comparison() == Comparison.EQ ? match.parts().size() : 0;
        List<ModelKey.Part> parts = schema.key(find.index().name()).parts();
        List<ModelKey.Part> compared = new ArrayList<>(parts.subList(held, parts.size()));
        schema.primary().parts().stream()
                .filter(part -> parts.subList(0, held).stream().noneMatch(same -> same.column() == part.column()))
                .forEach(compared::add);
        return compared.stream()
                .allMatch(part ->
                        !part.isDescending() && isOrdered(schema.column(part).domain()));
    }

    private static boolean isOrdered(Domain<?> domain) {
        return domain instanceof TextDomain text
                ? BY_CHARACTER.contains(text.collation())
                : !(domain instanceof LabelDomain || domain instanceof UuidDomain);
    }
}
