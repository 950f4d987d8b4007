package io.orgauth.identity;

/**
 * The name of an e-mail domain, in lower-case ASCII. It is compared exactly: subdomains are other domains.
 *
 * @param name a host name of at least two labels
 */
public record Domain(String name) {
    /**
     * Folds and checks the name.
     *
     * @param name as the record says
     * @throws IllegalArgumentException if it is no host name
     */
    public Domain {
        name = EmailAddress.domain(name);
    }

    /**
     * The domain of this name.
     *
     * @param name as a person writes it
     * @return the domain
     * @throws IllegalArgumentException if it is no host name
     */
    public static Domain of(String name) {
        return new Domain(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
