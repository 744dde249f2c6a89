package io.hansock.faults;

import java.time.Duration;
import java.util.Random;

/** What goes wrong with a scene, and is well again. */
interface Fault {
    void begin(Scene scene) throws InterruptedException;

    /** Again and again while it lasts. */
    default void goOn(Scene scene, Random random) {}

    void end(Scene scene) throws InterruptedException;

    /** For how long after its end nobody can tell that something is still wrong. */
    default Duration aftermath() {
        return Duration.ZERO;
    }
}
