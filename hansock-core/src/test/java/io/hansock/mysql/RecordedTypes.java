package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The bytes that real servers have sent for each {@link ColumnCase}, kept as resources: a line a column and protocol, of the column's
 * declaration, the protocol, the column definition and the rows, with TABs between them. Long rows are left out, and are an empty field.
 */
final class RecordedTypes {
    private static final String FOLDER = "types";
    private static final int LONGEST_ROW = 300;
    private static final HexFormat HEX = HexFormat.of();

    /** What was recorded of one column. */
    record Recording(String declaration, RowFormat format, Bytes definition, List<byte[]> rows) {}

    private RecordedTypes() {}

    static List<Recording> of(Kind kind) {
        String resource = "/" + FOLDER + "/" + file(kind);
        try (InputStream in = RecordedTypes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("nothing is recorded of " + kind);
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(RecordedTypes::recording)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording recording(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        return new Recording(
                fields.get(0),
                RowFormat.valueOf(fields.get(1)),
                Bytes.of(HEX.parseHex(fields.get(2))),
                fields.stream().skip(3).map(HEX::parseHex).toList());
    }

    /** Replaces what is kept of a server. */
    static void write(Path resources, Kind kind, List<Recording> recordings) throws IOException {
        Files.createDirectories(resources.resolve(FOLDER));
        Files.writeString(
                file(resources, kind),
                recordings.stream().map(RecordedTypes::line).collect(joining()));
    }

    static Path file(Path resources, Kind kind) {
        return resources.resolve(FOLDER).resolve(file(kind));
    }

    private static String line(Recording recording) {
        return recording.declaration()
                + '\t'
                + recording.format()
                + '\t'
                + HEX.formatHex(recording.definition().toByteArray())
                + recording.rows().stream()
                        .map(row -> '\t' + (row.length > LONGEST_ROW ? "" : HEX.formatHex(row)))
                        .collect(joining())
                + '\n';
    }

    private static String file(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + ".tsv";
    }
}
