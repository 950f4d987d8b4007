/** The gate of a protected service as a servlet filter. Start with {@code AuthFilter}. */
@NullMarked
package io.orgauth.servlet;

import org.jspecify.annotations.NullMarked;
