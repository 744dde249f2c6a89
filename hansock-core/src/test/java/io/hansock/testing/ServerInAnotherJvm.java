package io.hansock.testing;

import java.util.concurrent.CountDownLatch;

/** The program of a JVM that starts a server, of the kind that its argument names, says so, and waits to be killed. */
final class ServerInAnotherJvm {
    private ServerInAnotherJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
        SqlServer server = SqlServer.start(SqlServer.Kind.valueOf(arguments[0]));
        System.out.println("started " + server.pid() + " " + server.socket().getParent());
        new CountDownLatch(1).await();
    }
}
