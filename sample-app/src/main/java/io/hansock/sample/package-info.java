/** The Unicode explorer: every named code point, on three servers. Read {@link SampleApplication} first. */
@NullMarked
package io.hansock.sample;

import org.jspecify.annotations.NullMarked;
