package io.orgauth.apikey;

/**
 * Whom a key acts as: a user or a client application, by its id at the issuer of the keys. Implementations are immutable.
 */
public interface ApiKeyOwner {
    /**
     * The owner with this id.
     *
     * @param id a user's or client application's id
     * @return the owner
     */
    static ApiKeyOwner of(String id) {
        return new NamedOwner(id);
    }

    /**
     * The id.
     *
     * @return as the issuer knows it
     */
    String value();
}
