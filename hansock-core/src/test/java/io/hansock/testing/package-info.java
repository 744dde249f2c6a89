/**
 * Servers for tests, for the sample application and for benchmarks: real ones, with HandlerSocket ({@link io.hansock.testing.MariaDbServer}) or with
 * accounts and TLS ({@link io.hansock.testing.SqlServer}), one that follows a script ({@link io.hansock.testing.ScriptedServer}), and a naive client
 * ({@link io.hansock.testing.HandlerSocketRaw}) that shows what a server answers to raw bytes.
 *
 * <p>Read {@link io.hansock.testing.MariaDbServer} first; tests get one through {@link io.hansock.testing.MariaDbExtension}. Nothing here knows
 * the client that is under test.
 */
@NullMarked
package io.hansock.testing;

import org.jspecify.annotations.NullMarked;
