/** Whole paths: each test class starts the example on free ports. Start with {@code WholePathTest}. */
@NullMarked
package io.orgauth.examples.server;

import org.jspecify.annotations.NullMarked;
