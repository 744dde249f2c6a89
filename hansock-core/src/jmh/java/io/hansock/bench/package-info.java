/**
 * Hansock beside what one could use instead: each finds rows of four columns by primary key. {@link io.hansock.bench.FindBenchmark}
 * and {@link io.hansock.bench.BatchBenchmark} are ordinary JMH benchmarks; {@link io.hansock.bench.Comparison} has them take
 * turns and writes the table of docs/benchmarks.md.
 */
@NullMarked
package io.hansock.bench;

import org.jspecify.annotations.NullMarked;
