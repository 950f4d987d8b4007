/** What every store of keys does. Start with {@code ApiKeyStoreContract}. */
@NullMarked
package io.orgauth.apikey.testing;

import org.jspecify.annotations.NullMarked;
