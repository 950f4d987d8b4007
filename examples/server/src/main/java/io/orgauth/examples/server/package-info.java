/** A control plane and a data plane in one process. Start with {@code ExampleServer}. */
@NullMarked
package io.orgauth.examples.server;

import org.jspecify.annotations.NullMarked;
