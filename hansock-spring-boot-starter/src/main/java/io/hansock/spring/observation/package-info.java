/**
 * What is observed of a template's calls: for traces, and for meters of whole calls.
 *
 * <p>Read {@link HansockObservationConvention} first.
 */
@NullMarked
package io.hansock.spring.observation;

import org.jspecify.annotations.NullMarked;
