/** The control plane put together: start with {@code ControlPlane.builder()}. */
@NullMarked
package io.orgauth.controlplane;

import org.jspecify.annotations.NullMarked;
