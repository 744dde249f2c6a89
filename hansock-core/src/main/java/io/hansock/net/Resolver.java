package io.hansock.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Turns an address into all the socket addresses that it stands for. Names are looked up on threads of its own, because the
 * system's resolver knows no deadline; literal addresses and paths are answered at once. Safe for any thread.
 */
final class Resolver implements AutoCloseable {
    private static final int THREADS = 4;

    private final ExecutorService threads;

    Resolver(String name) {
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
                return CompletableFuture.completedFuture(lookUp(tcp));
            } catch (UnknownHostException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        CompletableFuture<List<SocketAddress>> found = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                found.complete(lookUp(tcp));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        return found;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Whether the JDK parses the host without asking anyone. */
    private static boolean isLiteral(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static List<SocketAddress> lookUp(Address.Tcp tcp) throws UnknownHostException {
        List<SocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(tcp.host())) {
            addresses.add(new InetSocketAddress(address, tcp.port()));
        }
        return addresses;
    }
}
