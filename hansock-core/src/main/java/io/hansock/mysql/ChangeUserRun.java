package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.sql.LoginSettings;
import org.jspecify.annotations.Nullable;

/** Logs in as somebody else on a connection in use, and makes the session ready again. */
final class ChangeUserRun implements Conversation<Boolean> {
    private final MysqlConnection connection;
    private final ChangeUser login;
    private final @Nullable String database;
    private @Nullable SetUp setUp;

    ChangeUserRun(MysqlConnection connection, LoginSettings other) {
        this.connection = connection;
        this.login = connection.login().changeUser(other);
        this.database = other.database().orElse(null);
    }

    @Override
    public CommandExchange begin() {
        ByteWriter out = connection.request();
        connection.health().changesUser();
        login.begin(out);
        connection.framer().await(Expected.LOGIN, 1);
        return connection.exchange();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        if (setUp != null) {
            return setUp.next(answered);
        }
        ByteWriter out = connection.furtherRequest();
        if (!answer(answered, out)) {
            return goOn(out);
        }
        connection.changedUser(database);
        setUp = SetUp.ofChangedUser(connection);
        return setUp.begin();
    }

    /** Whether the login has ended well. A server hangs up on whom it does not let in, sooner or later. */
    private boolean answer(CommandExchange answered, ByteWriter out) {
        boolean refused = true;
        boolean over = true;
        try {
            over = login.answer(answered.reply(), answered.replyFrom(), answered.replyTo(), out);
            refused = false;
            return over;
        } finally {
            if (over) {
                login.wipe();
            }
            if (refused) {
                connection.abort();
            }
        }
    }

    /** Sends the answer, if there is one: a server may have more to say at once. */
    private CommandExchange goOn(ByteWriter out) {
        if (out.size() > 0) {
            ReplyFramer framer = connection.framer();
            framer.contentSent(framer.sequence() + 1);
        }
        return connection.exchange();
    }

    @Override
    public void abandon() {
        login.wipe();
    }

    @Override
    public Boolean result() {
        return true;
    }
}
