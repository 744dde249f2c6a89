package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import io.hansock.value.ColumnType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ENUM and SET columns. Servers also take a label's number for it; here labels are what they are declared as. */
final class LabelCheck implements ValueCheck {
    private static final Misfit TYPE =
            Misfit.of(Rule.VALUE_TYPE, "the column takes labels as text, or constants of an enum");
    private static final Misfit LABEL =
            Misfit.of(Rule.VALUE_LABEL, "the column has no such label; they count upper and lower case");

    /** In which servers may have hidden a character that their own tables cannot show. */
    private static final List<String> UNSHOWN = List.of("?", "\ufffd");

    private final boolean isSet;
    private final Set<String> labels;
    private final @Nullable ColumnCharset charset;
    private final Misfit otherwise;

    LabelCheck(ColumnFacts column) {
        this.isSet = column.type() == ColumnType.SET;
        this.labels = Set.copyOf(column.labels());
        this.charset = ColumnCharset.of(column.charset());
        boolean allShown = UNSHOWN.stream().noneMatch(sign -> labels.stream().anyMatch(label -> label.contains(sign)));
        this.otherwise = allShown ? LABEL : Misfit.SERVER_DECIDES;
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        String text = TextCheck.text(value);
        if (text == null) {
            return TYPE;
        }
        if (!isSet) {
            return labels.contains(text) ? null : otherwise;
        }
        return text.isEmpty() || labels.containsAll(List.of(text.split(",", -1))) ? null : otherwise;
    }

    @Override
    public Object onTheWire(Object value) {
        return TextCheck.encoded(charset, value);
    }
}
