package io.hansock.testing;

/** An account of a server, from everywhere ({@code '%'}). */
record Account(SqlServer.Kind kind, AccountPlugin plugin, String user, String password) {
    Account {
        if (!kind.plugins().contains(plugin) && !kind.examplePlugins().contains(plugin)) {
            throw new IllegalArgumentException(kind + " has no " + plugin);
        }
    }

    /** Makes the account, after dropping the one of that name. */
    void create(SqlConsole console, String requirement) {
        String name = quoted(user) + "@'%'";
        console.run("DROP USER IF EXISTS " + name + ";\nCREATE USER " + name + proof() + requirement
                + ";\nGRANT ALL ON *.* TO " + name);
    }

    private String proof() {
        if (!kind.isMariaDb()) {
            return " IDENTIFIED WITH " + plugin.serverName() + " BY " + quoted(password);
        }
        String kept = plugin.isPlain() ? quoted(password) : "PASSWORD(" + quoted(password) + ")";
        return " IDENTIFIED VIA " + plugin.serverName() + " USING " + kept;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Without the password, which tests may have taken from anywhere. */
    @Override
    public String toString() {
        return user + " by " + plugin + " on " + kind;
    }
}
