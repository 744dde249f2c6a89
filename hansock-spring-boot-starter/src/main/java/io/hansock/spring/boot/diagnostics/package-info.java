/** What an operator reads when an application does not start because of Hansock. */
@NullMarked
package io.hansock.spring.boot.diagnostics;

import org.jspecify.annotations.NullMarked;
