package io.hansock.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Turns an address into all the socket addresses that it stands for. Names are looked up on threads of its own, because the
 * system's resolver knows no deadline; literal addresses and paths are answered at once. Safe for any thread.
 */
final class Resolver implements AutoCloseable {
    private static final int THREADS = 4;

    /** Anything else that looks like an address the JDK would ask the system about. */
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private static final Pattern ABOVE_255 = Pattern.compile("25[6-9]|2[6-9]\\d|[3-9]\\d\\d");

    /** Who is asked for names. */
    interface Lookup {
        InetAddress[] allByName(String host) throws UnknownHostException;
    }

    private final Lookup lookup;
    private final ExecutorService threads;

    /** Those under way, so that a name whose server hangs holds up one thread, however often it is asked for. */
    private final ConcurrentHashMap<Address.Tcp, CompletableFuture<List<SocketAddress>>> pending =
            new ConcurrentHashMap<>();

    Resolver(String name, Lookup lookup) {
        this.lookup = lookup;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-resolver");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    CompletableFuture<List<SocketAddress>> resolve(Address address) {
        if (address instanceof Address.Unix unix) {
            return CompletableFuture.completedFuture(List.of(UnixDomainSocketAddress.of(unix.path())));
        }
        Address.Tcp tcp = (Address.Tcp) address;
        if (isLiteral(tcp.host())) {
            try {
                return CompletableFuture.completedFuture(addresses(InetAddress.getAllByName(tcp.host()), tcp.port()));
            } catch (UnknownHostException | RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        CompletableFuture<List<SocketAddress>> started = new CompletableFuture<>();
        CompletableFuture<List<SocketAddress>> present = pending.putIfAbsent(tcp, started);
        if (present != null) {
            return present;
        }
        try {
            threads.execute(() -> lookUp(tcp, started));
        } catch (RuntimeException e) {
            pending.remove(tcp);
            started.completeExceptionally(e);
        }
        return started;
    }

    private void lookUp(Address.Tcp tcp, CompletableFuture<List<SocketAddress>> found) {
        try {
            List<SocketAddress> addresses = addresses(lookup.allByName(tcp.host()), tcp.port());
            pending.remove(tcp);
            found.complete(addresses);
        } catch (UnknownHostException | RuntimeException | Error e) {
            pending.remove(tcp);
            found.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Whether the JDK parses the host without asking anyone. */
    static boolean isLiteral(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        return IPV4.matcher(host).matches() && !ABOVE_255.matcher(host).find();
    }

    private static List<SocketAddress> addresses(InetAddress[] found, int port) {
        List<SocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : found) {
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }
}
