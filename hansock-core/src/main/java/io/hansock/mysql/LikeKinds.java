package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.value.ParameterEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets of parameters for one statement, of which a server may take all for what the first are (MySQL does, where nothing else says what they are). A parameter that is of one kind here and
 * of another there, a date among moments, is sent as its text throughout, which servers read as whatever it is compared with; among bytes, which
 * need be no text, as the bytes of that. Stateless.
 */
final class LikeKinds {
    private static final int TYPICAL = 32;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private LikeKinds() {}

    /** The same sets, where all are alike as they are, which is so for nearly all. */
    static List<? extends List<? extends @Nullable Object>> of(List<? extends List<? extends @Nullable Object>> sets) {
        if (sets.size() < 2) {
            return sets;
        }
        int width = sets.get(0).size();
        ParameterKind[] kinds = new ParameterKind[width];
        // of those of which there are several kinds, the one for all; else null
        @Nullable ParameterKind[] common = new ParameterKind[width];
        boolean isMixed = false;
        Arrays.fill(kinds, ParameterKind.NULL);
        for (int set = 0; set < sets.size(); set++) {
            List<? extends @Nullable Object> values = sets.get(set);
            for (int i = 0; i < width; i++) {
                ParameterKind kind = ParameterKind.of(values.get(i));
                if (!kinds[i].takes(kind)) {
                    boolean hasBytes = kind == ParameterKind.BYTES
                            || kinds[i] == ParameterKind.BYTES
                            || common[i] == ParameterKind.BYTES;
                    common[i] = hasBytes ? ParameterKind.BYTES : ParameterKind.TEXT;
                    isMixed = true;
                } else if (kinds[i] == ParameterKind.NULL) {
                    kinds[i] = kind;
                }
            }
        }
        return isMixed ? sets.stream().map(values -> alike(values, common)).toList() : sets;
    }

    private static List<@Nullable Object> alike(
            List<? extends @Nullable Object> values, @Nullable ParameterKind[] common) {
        List<@Nullable Object> alike = new ArrayList<>(values);
        for (int i = 0; i < common.length; i++) {
            Object value = alike.get(i);
            if (common[i] != null && value != null && ParameterKind.of(value) != common[i]) {
                ByteWriter out = new ByteWriter(TYPICAL, LONGEST);
                ParameterEncoder.encode(value, out);
                byte[] text = out.toByteArray();
                alike.set(i, common[i] == ParameterKind.BYTES ? text : new String(text, StandardCharsets.UTF_8));
            }
        }
        return Collections.unmodifiableList(alike);
    }
}
