/**
 * Start with {@link io.orgauth.json.Json}: the one strict, bounded JSON reader and writer of the library.
 *
 * <p>It reads what strangers send (token headers and claims, key sets, discovery documents, request bodies, trust
 * bundles), so it accepts RFC 8259 exactly, refuses duplicate names, and bounds bytes, depth, members, digits and
 * string lengths while it reads. Every value is immutable and safe to share between threads.
 */
@NullMarked
package io.orgauth.json;

import org.jspecify.annotations.NullMarked;
