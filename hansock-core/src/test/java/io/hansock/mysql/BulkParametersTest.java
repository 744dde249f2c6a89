package io.hansock.mysql;

import static io.hansock.mysql.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.buffer.ByteWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkParametersTest {
    private final ByteWriter out = new ByteWriter(16, 1 << 16);

    @Test
    void typesComeOnceAndAnIndicatorBeforeEachValue() {
        assertThat(encode(List.of(row(1, "a"), row(null, "bc"), row(3, null)), 0, 1000))
                .isEqualTo(3);
        assertThat(out.toByteArray()).isEqualTo(hex("0300 fd00 00 01000000 00 01 61 01 00 02 6263 00 03000000 01"));
    }

    @Test
    void aTypeThatIsNullAtFirstIsThatOfTheFirstValue() {
        assertThat(encode(List.of(row(null, null), row(null, 5L)), 0, 1000)).isEqualTo(2);
        assertThat(out.toByteArray()).isEqualTo(hex("fd00 0800 01 01 01 00 0500000000000000"));
    }

    @Test
    void anotherTypeBeginsAnotherMessage() {
        List<List<Object>> rows = List.of(row(1), row(2), row(3L), row(4L));
        assertThat(encode(rows, 0, 1000)).isEqualTo(2);
        out.reset();
        assertThat(encode(rows, 2, 1000)).isEqualTo(4);
        assertThat(out.toByteArray()).isEqualTo(hex("0800 00 0300000000000000 00 0400000000000000"));
    }

    @Test
    void rowsThatDoNotFitAreLeftForTheNextMessage() {
        List<List<Object>> rows = Collections.nCopies(5, row(1));
        assertThat(encode(rows, 0, 2 + 3 * 5)).isEqualTo(3);
        assertThat(out.size()).isEqualTo(2 + 3 * 5);
        out.reset();
        assertThat(encode(rows, 3, 0)).as("one row must go").isEqualTo(4);
    }

    private int encode(List<List<Object>> rows, int first, int limit) {
        return BulkParameters.encode(rows, first, limit, out);
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }
}
