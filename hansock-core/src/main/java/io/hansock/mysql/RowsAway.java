package io.hansock.mysql;

import org.jspecify.annotations.Nullable;

/** Reads the rest of a result that nobody wants any more, up to a bound; answers whether that was all of it. */
final class RowsAway implements Conversation<Boolean> {
    private final MysqlConnection connection;
    private int piecesLeft;

    RowsAway(MysqlConnection connection, int pieces) {
        this.connection = connection;
        this.piecesLeft = pieces;
    }

    @Override
    public CommandExchange begin() {
        // what its end would tell of the transaction is not looked at
        connection.state().unread(connection.server());
        return connection.furtherPiece();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        piecesLeft--;
        return connection.framer().isFinished() || piecesLeft <= 0 ? null : connection.furtherPiece();
    }

    @Override
    public Boolean result() {
        return connection.framer().isFinished();
    }
}
