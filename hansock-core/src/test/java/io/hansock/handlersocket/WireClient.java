package io.hansock.handlersocket;

import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Rows;
import io.hansock.wire.WireExchange;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The wire on one channel to each port of a server: what a client has, without routing. */
final class WireClient implements AutoCloseable {
    static final long TIMEOUT = TimeUnit.SECONDS.toNanos(10);

    final HandlerSocketWire wire;
    final Channel readChannel;
    final Channel writeChannel;
    private final IoThread io = new IoThread("wire-test", Runnable::run);

    WireClient(MariaDbServer server, String database) {
        this(server, database, server.readSecret(), server.writeSecret());
    }

    WireClient(MariaDbServer server, String database, String readSecret, String writeSecret) {
        wire = new HandlerSocketWire(database);
        readChannel = channel(server, Port.READ, server.readPort(), readSecret);
        writeChannel = channel(server, Port.WRITE, server.writePort(), writeSecret);
    }

    private Channel channel(MariaDbServer server, Port port, int number, String secret) {
        return new Channel(
                server.name(),
                new Address.Tcp(server.host(), number),
                new HandlerSocketSession(server.name(), port, number, secret),
                ChannelSettings.DEFAULTS,
                io,
                ChannelListener.NONE);
    }

    WireExchange read(WireExchange exchange) {
        return exchange.carryOut(readChannel, "east", TIMEOUT);
    }

    WireExchange write(WireExchange exchange) {
        return exchange.carryOut(writeChannel, "east", TIMEOUT);
    }

    Rows find(Find<?> find) {
        return read(wire.find(find)).rows();
    }

    OptionalLong insert(Insert<?> insert) {
        return write(wire.insert(insert)).generatedId();
    }

    long change(Change<?> change) {
        return write(wire.change(change)).count();
    }

    @Override
    public void close() {
        readChannel.close(0);
        writeChannel.close(0);
        io.close();
    }
}
