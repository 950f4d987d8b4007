/** Where the gate and the endpoints are plugged into a servlet container. Start with {@code AuthFilter}. */
@NullMarked
package io.orgauth.servlet;

import org.jspecify.annotations.NullMarked;
