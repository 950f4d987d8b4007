package io.orgauth.identity;

import java.util.Optional;
import java.util.stream.Stream;

/** What a client may present at the token endpoint (RFC 7591, 2: {@code grant_types}). */
public enum GrantType {
    /** A code that a person's browser brought back (RFC 6749, 4.1), always with PKCE. */
    AUTHORIZATION_CODE("authorization_code"),
    /** A refresh token (RFC 6749, 6), which is exchanged for the next one at each use. */
    REFRESH_TOKEN("refresh_token"),
    /** The client's own secret or key (RFC 6749, 4.4). */
    CLIENT_CREDENTIALS("client_credentials"),
    /** A code of a device that has no browser (RFC 8628). */
    DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code"),
    /** A person's password (RFC 6749, 4.3), for the product's own clients only. */
    PASSWORD("password");

    private final String value;

    GrantType(String value) {
        this.value = value;
    }

    /**
     * The word on the wire.
     *
     * @return the value of {@code grant_type}
     */
    public String value() {
        return value;
    }

    /**
     * The type of a word.
     *
     * @param value the value of {@code grant_type}
     * @return the type, or empty if there is no such
     */
    public static Optional<GrantType> of(String value) {
        return Stream.of(values()).filter(type -> type.value.equals(value)).findFirst();
    }
}
