package io.hansock.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@link ServerRun} has to know of one server to start it. */
interface ServerOptions {
    /** What tests and messages call it. */
    String name();

    /** Variables of its process, beside those that its installation needs. */
    Map<String, String> environment();

    /** Who may do everything, over TCP and without a password. */
    String adminUser();

    /** The data that it starts with. */
    DataTemplate dataTemplate(ServerInstallation installation);

    /** The command line behind what every server is told. */
    List<String> flags(ServerFolder folder, ServerPorts ports);

    /** What speaks against all listeners being this server's, if anything does; asked after every start. */
    Optional<String> objection(SqlConsole console, ServerPorts ports);

    /** What is still to be done before the server is used; called after every start. */
    void prepare(SqlConsole console);
}
