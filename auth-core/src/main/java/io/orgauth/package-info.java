/** The words of OrgAuth: who is calling, for which organization, and what they may do. Start with {@code Principal}. */
@NullMarked
package io.orgauth;

import org.jspecify.annotations.NullMarked;
