package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hansock.Operation;
import io.hansock.WireKind;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadMeterTest {
    private final LoadMeter meter = new LoadMeter();

    @Test
    void whatWasCarriedIsToldByKindAndWireAndTakenOut() {
        finish(Operation.INCREMENT, WireKind.SQL, 900, null);
        finish(Operation.FIND, WireKind.SQL, 300, null);
        finish(Operation.FIND, WireKind.HANDLERSOCKET, 100, null);
        finish(Operation.FIND, WireKind.HANDLERSOCKET, 100, null);

        assertThat(meter.take())
                .extracting(
                        LoadMeter.Carried::operation,
                        LoadMeter.Carried::wire,
                        carried -> carried.times().calls())
                .containsExactly(
                        tuple(Operation.FIND, WireKind.HANDLERSOCKET, 2L),
                        tuple(Operation.FIND, WireKind.SQL, 1L),
                        tuple(Operation.INCREMENT, WireKind.SQL, 1L));
        assertThat(meter.take()).isEmpty();
    }

    @Test
    void whatFailedOrWasCarriedByNothingIsNotCounted() {
        finish(Operation.FIND, WireKind.SQL, 100, new IllegalStateException("in a mapper"));
        finish(Operation.FIND, null, 100, new IllegalStateException("nobody is there"));

        assertThat(meter.take()).isEmpty();
    }

    private void finish(Operation operation, WireKind wire, long micros, Throwable failure) {
        meter.commandFinished("alpha", operation, wire, TimeUnit.MICROSECONDS.toNanos(micros), failure);
    }
}
