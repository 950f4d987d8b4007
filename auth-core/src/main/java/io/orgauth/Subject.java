package io.orgauth;

/**
 * Who is calling: the pair of issuer and identifier (RFC 7519, 4.1.2), never an e-mail address.
 *
 * <p>The same identifier from two issuers is two subjects. Immutable and thread-safe.
 *
 * @param issuer the issuer that names the subject, as it stands in its tokens
 * @param id the identifier, unique within the issuer: ours are {@code usr_…} for users and {@code app_…} for clients
 */
public record Subject(String issuer, String id) {
    /**
     * Checks both parts.
     *
     * @param issuer as the record says
     * @param id as the record says
     * @throws IllegalArgumentException if a part is empty, too long (issuer 2,048, id 255) or holds invisible characters
     */
    public Subject {
        Text.identifier("issuer", issuer, 2_048);
        Text.identifier("subject", id, 255);
    }

    /**
     * The subject with this identifier at this issuer.
     *
     * @param issuer the exact issuer
     * @param id the exact identifier
     * @return the subject
     * @throws IllegalArgumentException as the constructor
     */
    public static Subject of(String issuer, String id) {
        return new Subject(issuer, id);
    }
}
