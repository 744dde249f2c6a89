package io.hansock.mysql;

import static io.hansock.mysql.Packets.cursor;
import static io.hansock.mysql.Packets.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.mysql.RecordedTypes.Recording;
import io.hansock.sql.Capability;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import io.hansock.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What real servers have sent for every type of column, in text and in binary, read without them. */
class RecordedTypesTest {
    private static final Agreed MARIADB = Packets.agreed(Capability.DEPRECATE_EOF, Capability.EXTENDED_METADATA);

    private static Stream<Arguments> recordings() {
        List<Arguments> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<ColumnCase> columns = ColumnCases.on(kind);
            List<Recording> recordings = RecordedTypes.of(kind);
            for (int i = 0; i < recordings.size(); i++) {
                all.add(Arguments.of(kind, columns.get(i / RowFormat.values().length), recordings.get(i)));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @EnumSource
    void everyColumnIsRecorded(Kind kind) {
        List<String> recorded =
                RecordedTypes.of(kind).stream().map(Recording::declaration).toList();
        assertThat(recorded)
                .isEqualTo(ColumnCases.on(kind).stream()
                        .flatMap(column -> Stream.of(column.declaration(), column.declaration()))
                        .toList());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recordings")
    void everyCellIsReadAsWhatItIs(Kind kind, ColumnCase column, Recording recording) {
        Agreed agreed = kind.isMariaDb() ? MARIADB : Packets.NEW;
        ResultColumns columns = ResultColumns.read(
                cursor(reply(2, recording.definition().toByteArray()), 2), 1, agreed, recording.format());
        assertThat(columns.columns().metadata().get(0).type()).isEqualTo(column.type());
        assertThat(recording.rows()).hasSize(column.cells().size() + 1);
        for (int i = 0; i < column.cells().size(); i++) {
            ColumnCase.CellCase cell = column.cells().get(i);
            if (recording.rows().get(i).length > 0) {
                assertThat(row(columns, recording.rows().get(i)).valueOf("cell"))
                        .as(cell.literal())
                        .contains(recording.format() == RowFormat.TEXT ? cell.text() : cell.value());
            }
        }
        byte[] last = recording.rows().get(column.cells().size());
        assertThat(row(columns, last).valueOf("cell")).contains(new Value.Null());
    }

    private static Row row(ResultColumns columns, byte[] row) {
        RowDecoder decoder = new RowDecoder(columns);
        decoder.add(row, 0, row.length, row.length);
        return decoder.take(row).row(0);
    }
}
