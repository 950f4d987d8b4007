/** The JSON admin API over the identity service. {@code AdminApi} puts it together. */
@NullMarked
package io.orgauth.admin;

import org.jspecify.annotations.NullMarked;
