package io.hansock.mysql;

/** What a session asks of its server that is no statement. Stateless. */
final class SessionCommands {
    private SessionCommands() {}

    static Request<Boolean> ping() {
        return connection -> new CommandRun<>(connection, Command::ping, Expected.OK, SessionCommands::ok);
    }

    static Request<Boolean> useDatabase(String name) {
        return connection -> new CommandRun<>(connection, out -> Command.initDb(out, name), Expected.OK, reader -> {
            reader.ok();
            connection.state().databaseIs(name);
            return true;
        });
    }

    static Request<Boolean> multiStatements(boolean allowed) {
        return connection ->
                new CommandRun<>(connection, out -> Command.multiStatements(out, allowed), Expected.END, reader -> {
                    reader.end();
                    connection.state().optionWasSet();
                    return true;
                });
    }

    static Request<String> statistics() {
        return connection -> new CommandRun<>(connection, Command::statistics, Expected.MESSAGE, ReplyReader::text);
    }

    /** A statement of Hansock's own that answers nothing. */
    static Request<Boolean> say(String sql) {
        return connection ->
                new CommandRun<>(connection, out -> Command.query(out, sql), Expected.OK, SessionCommands::ok);
    }

    private static boolean ok(ReplyReader reader) {
        reader.ok();
        return true;
    }
}
