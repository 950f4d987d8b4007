/** API keys: issuing, proving, their life cycle and where they are kept. Start with {@code ApiKeys}. */
@NullMarked
package io.orgauth.apikey;

import org.jspecify.annotations.NullMarked;
