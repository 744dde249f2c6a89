/**
 * Hansock beside what one could use instead: each reads rows of the same table. The classes called {@code …Benchmark} are ordinary
 * JMH benchmarks, one for each {@link io.hansock.bench.Task}; {@link io.hansock.bench.Comparison} has their contenders take turns
 * and writes the tables of docs/benchmarks.md.
 */
@NullMarked
package io.hansock.bench;

import org.jspecify.annotations.NullMarked;
