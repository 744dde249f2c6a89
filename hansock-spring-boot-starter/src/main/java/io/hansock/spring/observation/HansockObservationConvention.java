package io.hansock.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How a template's calls are named and tagged. A bean of this type takes the place of {@link DefaultHansockObservationConvention}. Safe
 * for any thread.
 */
public interface HansockObservationConvention extends ObservationConvention<HansockObservationContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof HansockObservationContext;
    }
}
