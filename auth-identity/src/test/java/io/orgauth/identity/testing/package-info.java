/** What every implementation of {@code Stores} does. Start with {@code StoresContract}; extend each contract in your tests. */
@NullMarked
package io.orgauth.identity.testing;

import org.jspecify.annotations.NullMarked;
