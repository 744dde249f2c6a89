package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.RefusedException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.Capability;
import io.hansock.sql.InfileContent;
import io.hansock.sql.UpdateResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one LOAD DATA LOCAL INFILE and sends what its caller has put down for it, if the server asks for that and nothing else. Protocol
 * text: "LOCAL INFILE".
 */
final class InfileRun implements Conversation<UpdateResult> {
    private static final Logger LOG = LoggerFactory.getLogger(InfileRun.class);

    /** So many bytes of content are in memory at a time. */
    private static final int REQUEST_BYTES = 1 << 20;

    private static final int PIECE_BYTES = 64 << 10;

    private enum Stage {
        ASKING,
        SENDING,
        ENDING
    }

    private final MysqlConnection connection;
    private final String sql;
    private final InfileContent content;
    private Stage stage = Stage.ASKING;
    private int sequence;
    private @Nullable InputStream stream;
    private @Nullable RuntimeException problem;
    private @Nullable UpdateResult result;

    InfileRun(MysqlConnection connection, String sql, InfileContent content) {
        this.connection = connection;
        this.sql = sql;
        this.content = content;
    }

    @Override
    public CommandExchange begin() {
        if (!connection.agreed().has(Capability.LOCAL_FILES)) {
            throw new ConfigurationException(
                    connection.server(), "local files are not allowed; LoginSettings.localInfile() allows them");
        }
        connection.state().requireCharset(connection.server());
        sequence = Command.query(connection.request(), sql);
        connection.framer().await(Expected.QUERY, sequence);
        connection.health().beginsTransfer();
        return connection.exchange();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        ReplyReader reader = connection.reader();
        switch (stage) {
            case ASKING -> {
                reader.start(answered, sequence);
                if (connection.framer().awaitsFile()) {
                    open(reader.fileName());
                    sequence = connection.framer().sequence();
                    return send();
                }
                connection.health().endedTransfer();
                result = AnswerReader.UPDATE.read(reader, null);
            }
            case SENDING -> {
                return send();
            }
            case ENDING -> {
                connection.health().endedTransfer();
                reader.start(answered, sequence);
                result = reader.ok();
                if (problem != null) {
                    throw problem;
                }
            }
        }
        return null;
    }

    /** What must not be sent is refused by sending nothing, which leaves the connection as it was. */
    private void open(String name) {
        if (name.isEmpty() || (!sql.contains('\'' + name + '\'') && !sql.contains('"' + name + '"'))) {
            problem = new RefusedException(
                    connection.server(), "local-infile", "the server asks for another file than the statement names");
            return;
        }
        try {
            stream = Objects.requireNonNull(content.open(), "content");
        } catch (IOException e) {
            problem = new UncheckedIOException("there is no content to load", e);
        } catch (RuntimeException e) {
            problem = e;
        }
    }

    private CommandExchange send() {
        ByteWriter out = connection.furtherRequest();
        boolean more = stream != null && copy(stream, out);
        if (more) {
            stage = Stage.SENDING;
            return connection.unansweredExchange();
        }
        stage = Stage.ENDING;
        sequence = PacketWriter.end(out, PacketWriter.begin(out), sequence);
        connection.framer().contentSent(sequence);
        return connection.exchange();
    }

    /** Copies some of the content; returns whether there may be more. */
    private boolean copy(InputStream from, ByteWriter out) {
        byte[] piece = new byte[PIECE_BYTES];
        boolean read = false;
        try {
            int length = piece.length;
            while (length == piece.length && out.size() < REQUEST_BYTES) {
                length = from.readNBytes(piece, 0, piece.length);
                if (length > 0) {
                    int start = PacketWriter.begin(out);
                    out.put(piece, 0, length);
                    sequence = PacketWriter.end(out, start, sequence);
                }
            }
            if (length < piece.length) {
                stream = null;
                from.close();
            }
            read = true;
            return length == piece.length;
        } catch (IOException e) {
            throw new UncheckedIOException("the content to load cannot be read", e);
        } finally {
            if (!read) {
                // an end of the content would have the server keep the part that it has
                connection.abort();
            }
        }
    }

    @Override
    public void abandon() {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            LOG.debug("{}: the content of a local file could not be closed", connection.server(), e);
        }
    }

    @Override
    public UpdateResult result() {
        return Conversation.present(result);
    }
}
