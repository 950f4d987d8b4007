/** What people see of a control plane, rendered by the server: start with {@link Console}. */
@NullMarked
package io.orgauth.console;

import org.jspecify.annotations.NullMarked;
