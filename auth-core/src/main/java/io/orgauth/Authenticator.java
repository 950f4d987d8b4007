package io.orgauth;

import java.util.Optional;

/**
 * Turns one kind of credential into a proven {@link Principal}, or refuses. Implementations must be thread-safe.
 *
 * @param <C> the kind it accepts
 */
public interface Authenticator<C extends Credential> {
    /**
     * The one kind of credential it is asked for.
     *
     * @return the class
     */
    Class<C> accepts();

    /**
     * Proves the caller.
     *
     * @param credential what was presented
     * @return the proven principal, never null
     * @throws InvalidCredentialException if it proves nothing here
     * @throws AuthUnavailableException if that can't be found out now
     */
    Principal authenticate(C credential);

    /**
     * The only organization whose callers it admits.
     *
     * @return the organization, or empty if it admits any; then the gate demands that this is said in code
     */
    Optional<OrganizationId> organization();

    /**
     * The resource that credentials must be meant for (the audience, RFC 8707).
     *
     * @return the resource, or empty if it declares none; then the gate demands that this is said in code
     */
    Optional<String> resource();
}
