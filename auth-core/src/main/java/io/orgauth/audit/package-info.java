/** Who did what, when and to what: one event value and where it goes. Start with {@code AuditEvent}. */
@NullMarked
package io.orgauth.audit;

import org.jspecify.annotations.NullMarked;
