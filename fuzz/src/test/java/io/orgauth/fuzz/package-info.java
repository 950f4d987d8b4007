/** One class, one fuzz target: whatever comes in, only the documented exceptions come out. */
@NullMarked
package io.orgauth.fuzz;

import org.jspecify.annotations.NullMarked;
