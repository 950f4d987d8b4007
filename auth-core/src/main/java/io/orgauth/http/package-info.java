/**
 * HTTP without a servlet container: requests, responses, endpoints, and the whole decision of a protected service. Start
 * with {@code Gate}.
 */
@NullMarked
package io.orgauth.http;

import org.jspecify.annotations.NullMarked;
