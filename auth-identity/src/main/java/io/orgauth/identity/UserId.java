package io.orgauth.identity;

import io.orgauth.apikey.ApiKeyOwner;

/**
 * A user's id: {@code usr_} and 22 random characters, made by us, never reused, the same in every organization.
 *
 * @param value the id
 */
public record UserId(String value) implements ApiKeyOwner {
    /**
     * Checks the form.
     *
     * @param value as the record says
     * @throws IllegalArgumentException if it is not {@code usr_} and 22 letters and digits
     */
    public UserId {
        if (!value.matches("usr_[0-9A-Za-z]{22}")) {
            throw new IllegalArgumentException("user id must be usr_ and 22 letters and digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
