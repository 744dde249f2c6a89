package io.hansock.faults;

import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.FaultyProxy.Flow;
import java.time.Duration;
import java.util.Random;

/** What goes wrong with any network and any server. */
enum CommonFault implements Fault {
    /** Connections break in the middle of requests and replies, on every wire. */
    RESETS {
        @Override
        public void begin(Scene scene) {}

        @Override
        public void goOn(Scene scene, Random random) {
            FaultyProxy victim = scene.all().get(random.nextInt(scene.all().size()));
            victim.resetAfter(random.nextInt(LONGEST_UNTIL_RESET));
        }

        @Override
        public void end(Scene scene) {
            scene.all().forEach(proxy -> proxy.resetAfter(Long.MAX_VALUE));
        }
    },

    /** Whatever is sent is lost; connections are taken, and nobody answers. */
    BLACK_HOLE {
        @Override
        public void begin(Scene scene) {
            scene.all().forEach(proxy -> proxy.flow(Flow.SWALLOWED));
        }

        @Override
        public void end(Scene scene) {
            scene.all().forEach(proxy -> proxy.flow(Flow.FREE));
        }

        @Override
        public Duration aftermath() {
            return HALF_OPEN.aftermath();
        }
    },

    /** What is sent arrives late. */
    LATENCY {
        @Override
        public void begin(Scene scene) {
            scene.all().forEach(proxy -> proxy.latency(Duration.ofMillis(25)));
        }

        @Override
        public void end(Scene scene) {
            scene.all().forEach(proxy -> proxy.latency(Duration.ZERO));
        }
    },

    /** Each byte travels alone. */
    SINGLE_BYTES {
        @Override
        public void begin(Scene scene) {
            scene.all().forEach(proxy -> proxy.flow(Flow.SINGLE));
        }

        @Override
        public void end(Scene scene) {
            scene.all().forEach(proxy -> proxy.flow(Flow.FREE));
        }
    },

    /** The connections that there are do not answer any more, without a word; new ones work. */
    HALF_OPEN {
        @Override
        public void begin(Scene scene) {
            scene.all().forEach(FaultyProxy::forget);
        }

        @Override
        public void end(Scene scene) {}

        // A connection that is half-open differs from a slow one only after a call, and then its reply, were waited for
        // in vain.
        @Override
        public Duration aftermath() {
            return Scene.TIMEOUT.multipliedBy(2);
        }
    },

    /** The same, found out by the first calls after a pause: what is in between forgets connections on which nothing happens. */
    HALF_OPEN_AFTER_A_PAUSE {
        @Override
        public void begin(Scene scene) throws InterruptedException {
            scene.rest();
            scene.all().forEach(FaultyProxy::forget);
            scene.callAgain();
        }

        @Override
        public void end(Scene scene) {}

        @Override
        public Duration aftermath() {
            return HALF_OPEN.aftermath();
        }
    },

    /** Nobody listens on any port. */
    REFUSED {
        @Override
        public void begin(Scene scene) {
            scene.all().forEach(FaultyProxy::refuse);
            scene.all().forEach(proxy -> proxy.cut(Cut.RESET));
        }

        @Override
        public void end(Scene scene) {
            scene.all().forEach(FaultyProxy::listenAgain);
        }
    },

    /** Nobody listens on the ports of HandlerSocket. */
    HANDLERSOCKET_REFUSED {
        @Override
        public void begin(Scene scene) {
            scene.handlerSocket().forEach(FaultyProxy::refuse);
            scene.handlerSocket().forEach(proxy -> proxy.cut(Cut.RESET));
        }

        @Override
        public void end(Scene scene) {
            scene.handlerSocket().forEach(FaultyProxy::listenAgain);
        }
    },

    /** {@code kill -9}; after the restart the server has other HandlerSocket secrets. */
    KILLED {
        @Override
        public void begin(Scene scene) {
            scene.server().kill();
        }

        @Override
        public void end(Scene scene) {
            scene.server().restart();
        }
    },

    /** Killed and back at once, with other HandlerSocket secrets. */
    RESTARTED {
        @Override
        public void begin(Scene scene) {
            scene.server().restart();
        }

        @Override
        public void end(Scene scene) {}
    },

    /** {@code SIGSTOP}, and {@code SIGCONT} in the end. */
    STOPPED {
        @Override
        public void begin(Scene scene) {
            scene.server().pause();
        }

        @Override
        public void end(Scene scene) {
            scene.server().resume();
        }
    };

    private static final int LONGEST_UNTIL_RESET = 5_000;
}
