/**
 * Pipelining for those who format commands themselves: commands are written into a {@link Batch}, an {@link Executor} sends
 * batches to {@link Connection}s, any number of servers at once in the calling thread and under one deadline, and the batches hold
 * the {@link Reply replies}. The model is that of the C library libhansock. Nothing is known of tables here, so most of what
 * {@code Hansock} refuses is the caller's own responsibility.
 *
 * <p>Read {@link Executor} first.
 */
@NullMarked
package io.hansock.batch;

import org.jspecify.annotations.NullMarked;
