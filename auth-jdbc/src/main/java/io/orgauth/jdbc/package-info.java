/** The stores of auth-identity in PostgreSQL or H2. Start with {@code JdbcStores}. */
@NullMarked
package io.orgauth.jdbc;

import org.jspecify.annotations.NullMarked;
