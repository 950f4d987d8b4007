/** OrgAuth as somebody else's project gets it. Each class is one way to take it in. */
@NullMarked
package io.orgauth.consumer;

import org.jspecify.annotations.NullMarked;
