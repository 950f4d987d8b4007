/** What a control plane tells its data planes, and to whom: start with {@link io.orgauth.dataplane.TrustBundleEndpoints}. */
@NullMarked
package io.orgauth.dataplane;

import org.jspecify.annotations.NullMarked;
