/**
 * Start with {@code AtomicFile}: files that are whole or absent, also after a crash. Not exported; for the library only.
 */
@NullMarked
package io.orgauth.file;

import org.jspecify.annotations.NullMarked;
