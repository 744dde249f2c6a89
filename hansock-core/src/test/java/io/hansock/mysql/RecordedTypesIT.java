package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.buffer.ByteReader;
import io.hansock.mysql.ColumnCase.CellCase;
import io.hansock.mysql.RecordedTypes.Recording;
import io.hansock.sql.Capability;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link RecordedTypesTest} reads is what the servers send. With {@code -Dhansock.record.types=true} it is recorded anew, when a case
 * is added.
 */
class RecordedTypesIT {
    private static final String NAME = "recorded_types_it";
    private static final String ALL = "select cell from cells order by id";
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    @ParameterizedTest
    @EnumSource
    void whatIsRecordedIsWhatTheServersSend(Kind kind, @TempDir Path fresh) throws IOException {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        LoginSettings login = fixture.login().fetchPublicKey();
        List<Recording> recordings = new ArrayList<>();
        try (LoginClient client = LoginClient.tcp(fixture.server(), login, TlsSettings.of(TlsMode.DISABLED))) {
            client.value("set sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES', time_zone = '+00:00'");
            for (ColumnCase column : ColumnCases.on(kind)) {
                client.value("create temporary table cells (id int primary key auto_increment, cell "
                        + column.declaration() + " null) character set utf8mb4");
                for (CellCase cell : column.cells()) {
                    client.value("insert ignore into cells (cell) values (" + cell.literal() + ")");
                }
                client.value("insert into cells (cell) values (null)");
                recordings.add(text(client, column));
                recordings.add(binary(client, column));
                client.value("drop temporary table cells");
            }
        }
        if (Boolean.getBoolean("hansock.record.types")) {
            RecordedTypes.write(RESOURCES, kind, recordings);
        }
        RecordedTypes.write(fresh, kind, recordings);
        assertThat(RecordedTypes.file(fresh, kind)).hasSameTextualContentAs(RecordedTypes.file(RESOURCES, kind));
    }

    private static Recording text(LoginClient client, ColumnCase column) {
        PacketCursor reply = client.reply(out -> Command.query(out, ALL), Expected.QUERY);
        reply.require();
        byte[] definition = next(reply);
        return new Recording(column.declaration(), RowFormat.TEXT, Bytes.of(definition), rows(client, reply));
    }

    /** What is told at the preparation is what holds: nothing has changed since. */
    private static Recording binary(LoginClient client, ColumnCase column) {
        PacketCursor prepared = client.reply(out -> Command.prepare(out, ALL), Expected.PREPARE);
        prepared.require();
        ByteReader head = prepared.payload();
        head.skip(1);
        int id = head.int32();
        byte[] definition = next(prepared);
        PacketCursor reply =
                client.reply(out -> PacketWriter.end(out, Command.beginExecute(out, id, 0), 0), Expected.EXECUTE);
        reply.require();
        ByteReader count = reply.payload();
        count.skip(1);
        boolean leavesOut = client.handshake().agreed().has(Capability.CACHE_METADATA) && count.uint8() == 0;
        if (!leavesOut) {
            definition = next(reply);
        }
        return new Recording(column.declaration(), RowFormat.BINARY, Bytes.of(definition), rows(client, reply));
    }

    private static List<byte[]> rows(LoginClient client, PacketCursor reply) {
        List<byte[]> rows = new ArrayList<>();
        boolean deprecateEof = client.handshake().agreed().has(Capability.DEPRECATE_EOF);
        while (true) {
            byte[] row = next(reply);
            if (OkPacket.endsRows(row[0], row.length, deprecateEof)) {
                return rows;
            }
            rows.add(row);
        }
    }

    private static byte[] next(PacketCursor reply) {
        reply.require();
        return reply.payload().restBytes();
    }
}
