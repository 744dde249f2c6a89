/** The pictures of docs/benchmarks.md, drawn from its tables. Read {@link io.hansock.plots.BenchmarkPlotsTest} first. */
@NullMarked
package io.hansock.plots;

import org.jspecify.annotations.NullMarked;
