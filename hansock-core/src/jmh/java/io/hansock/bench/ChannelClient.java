package io.hansock.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hansock's channels alone, with the floor's bytes and the floor's parsing: what remains is what driving them costs. */
@State(Scope.Benchmark)
public class ChannelClient {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Param("1")
    int connections;

    private IoThread io;
    private Channel[] channels;

    @Setup(Level.Trial)
    public void open(Target target) {
        io = new IoThread("bench", ForkJoinPool.commonPool());
        Address address =
                new Address.Tcp(target.endpoint().host(), target.endpoint().readPort());
        channels = new Channel[connections];
        for (int i = 0; i < connections; i++) {
            channels[i] = new Channel(
                    "bench",
                    address,
                    () -> new FindExchange(Requests.OPEN_INDEX, 1),
                    ChannelSettings.DEFAULTS,
                    io,
                    ChannelListener.NONE);
        }
        FindExchange exchange = new FindExchange(Requests.find(42), 1);
        channels[0].call(exchange, TIMEOUT_NANOS);
        String reply =
                new String(exchange.reply(), exchange.replyFrom(), exchange.replyTo() - exchange.replyFrom(), US_ASCII);
        if (!reply.equals(Requests.reply(42))) {
            throw new IllegalStateException(reply);
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        for (Channel channel : channels) {
            channel.close(TIMEOUT_NANOS);
        }
        io.close();
    }

    int find(int id) {
        return call(id, new FindExchange(Requests.find(id), 1));
    }

    int findAll(int[] ids) {
        ByteArrayOutputStream request = new ByteArrayOutputStream(16 * ids.length);
        for (int id : ids) {
            request.writeBytes(Requests.find(id));
        }
        return call(ids[0], new FindExchange(request.toByteArray(), ids.length));
    }

    /** Over a channel that nobody drives, if there is one. */
    private int call(int spread, FindExchange exchange) {
        Channel chosen = channels[spread % channels.length];
        for (int i = 0; chosen.isDriven() && i < channels.length; i++) {
            if (!channels[i].isDriven()) {
                chosen = channels[i];
            }
        }
        chosen.call(exchange, TIMEOUT_NANOS);
        return exchange.replyTo() - exchange.replyFrom();
    }
}
