package io.hansock.testing;

import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a running {@link MariaDbServer} as a parameter. By default it is one that all test classes of the JVM share, so each class lays its
 * tables in a database of its own; a class with {@link Servers} has its own ones, and gets all of them as a {@code List<MariaDbServer>}.
 *
 * <pre>{@code
 * @ExtendWith(MariaDbExtension.class)
 * class FindIT {
 *     @Test
 *     void findsRows(MariaDbServer server) {...}
 * }
 * }</pre>
 *
 * <p>When no server can be had the test fails; it is never skipped. A shared server that is dead after a test fails that test too, and is started
 * again for the next.
 */
public final class MariaDbExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(MariaDbExtension.class);
    private static final int LOG_TAIL = 2_000;

    /** Closed by JUnit with the store that holds it: with the class, or, when shared, at the end of all tests. */
    private record Running(List<MariaDbServer> servers) implements AutoCloseable {
        @Override
        public void close() {
            servers.forEach(MariaDbServer::close);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return isOne(parameter) || isList(parameter);
    }

    private static boolean isOne(ParameterContext parameter) {
        return parameter.getParameter().getType() == MariaDbServer.class;
    }

    private static boolean isList(ParameterContext parameter) {
        return parameter.getParameter().getParameterizedType() instanceof ParameterizedType type
                && type.getRawType() == List.class
                && type.getActualTypeArguments()[0] == MariaDbServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        List<MariaDbServer> servers = running(context).servers();
        return isOne(parameter) ? servers.get(0) : List.copyOf(servers);
    }

    private static Running running(ExtensionContext context) {
        return declaring(context)
                .map(own -> own.getStore(NAMESPACE)
                        .computeIfAbsent(
                                own.getRequiredTestClass(),
                                type -> start(type.getAnnotation(Servers.class)),
                                Running.class))
                .orElseGet(() -> shared(context));
    }

    /** The nearest class around the test that declares servers of its own. */
    private static Optional<ExtensionContext> declaring(ExtensionContext context) {
        return Optional.of(context)
                .filter(candidate -> candidate.getTestMethod().isEmpty()
                        && candidate
                                .getTestClass()
                                .filter(type -> type.isAnnotationPresent(Servers.class))
                                .isPresent())
                .or(() -> context.getParent().flatMap(MariaDbExtension::declaring));
    }

    private static Running start(Servers wanted) {
        List<MariaDbServer> servers = new ArrayList<>();
        Running running = new Running(servers);
        try {
            for (int i = 0; i < wanted.count(); i++) {
                servers.add(MariaDbServer.builder()
                        .readSecret(wanted.readSecret())
                        .writeSecret(wanted.writeSecret())
                        .readThreads(wanted.readThreads())
                        .writeThreads(wanted.writeThreads())
                        .arguments(wanted.arguments())
                        .start());
            }
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    private static Running shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        MariaDbServer.class, key -> new Running(List.of(MariaDbServer.start())), Running.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Running shared = context.getRoot().getStore(NAMESPACE).get(MariaDbServer.class, Running.class);
        if (shared != null
                && declaring(context).isEmpty()
                && !shared.servers().get(0).alive()) {
            MariaDbServer server = shared.servers().get(0);
            String log = server.errorLog();
            server.restart();
            throw new AssertionError(
                    "the shared server died during this test:\n" + log.substring(Math.max(0, log.length() - LOG_TAIL)));
        }
    }
}
