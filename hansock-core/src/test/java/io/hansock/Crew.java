package io.hansock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Threads of which each must come to a good end. */
public final class Crew {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Crew() {}

    /** Platform threads. */
    public static ThreadFactory platform() {
        return work -> {
            Thread thread = new Thread(work, "crew");
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Virtual threads, on a JDK that has them; this is compiled for one that has not. */
    static ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no virtual threads before JDK 21", e);
        }
    }

    /** Starts a thread for each. */
    public static Crew of(ThreadFactory factory, List<? extends Runnable> works) {
        Crew crew = new Crew();
        for (Runnable work : works) {
            Thread thread = factory.newThread(() -> crew.carryOut(work));
            crew.threads.add(thread);
            thread.start();
        }
        return crew;
    }

    private void carryOut(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    List<Thread> threads() {
        return threads;
    }

    public boolean hasFailed() {
        return failure.get() != null;
    }

    /** Returns when all have ended; fails with the first failure of any, or if one hangs. */
    public void await(long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        Throwable first = failure.get();
        if (first != null) {
            throw new AssertionError("a thread failed", first);
        }
        Optional<Thread> hanging = threads.stream().filter(Thread::isAlive).findFirst();
        if (hanging.isPresent()) {
            long count = threads.stream().filter(Thread::isAlive).count();
            throw new AssertionError(count + " threads hang, one of them at "
                    + Arrays.toString(hanging.get().getStackTrace()));
        }
    }
}
