/**
 * What lets a data plane judge callers alone: start with {@link io.orgauth.trust.TrustBundle}; a control plane signs with
 * {@link io.orgauth.trust.BundleKey}, which a {@link io.orgauth.trust.TrustRoot} makes.
 */
@NullMarked
package io.orgauth.trust;

import org.jspecify.annotations.NullMarked;
