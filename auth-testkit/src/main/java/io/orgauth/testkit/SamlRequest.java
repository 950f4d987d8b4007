package io.orgauth.testkit;

import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import java.util.Optional;

/**
 * What a SAML answer answers: the few words of an AuthnRequest that an identity provider heeds. Immutable and thread-safe.
 *
 * @param id the request's id; empty if nobody asked
 * @param serviceProvider the service provider's entityID
 * @param callback where it takes answers, its assertion consumer service
 * @param fresh whether the person must prove themselves again ({@code ForceAuthn})
 */
public record SamlRequest(Optional<String> id, String serviceProvider, String callback, boolean fresh) {

    /**
     * A request with this id.
     *
     * @param id the request's id
     * @param serviceProvider the service provider's entityID
     * @param callback its assertion consumer service
     * @return the request
     */
    public static SamlRequest of(String id, String serviceProvider, String callback) {
        return new SamlRequest(Optional.of(id), serviceProvider, callback, false);
    }

    /**
     * Nobody asked: the identity provider begins.
     *
     * @param serviceProvider the service provider's entityID
     * @param callback its assertion consumer service
     * @return a request without an id
     */
    public static SamlRequest unsolicited(String serviceProvider, String callback) {
        return new SamlRequest(Optional.empty(), serviceProvider, callback, false);
    }

    /**
     * The request that this step would bring to the identity provider.
     *
     * @param step what {@code Connection.start} gave
     * @return the request in its {@code SAMLRequest}
     * @throws IllegalArgumentException if there is none that can be read
     */
    public static SamlRequest of(LoginStep step) {
        return AuthnRequestReader.read(step);
    }

    /**
     * The request that is remembered as {@code request_id}, {@code entity_id} and {@code acs}.
     *
     * @param pending what {@code Connection.start} said to remember
     * @return the request
     * @throws IllegalArgumentException if it is not that of a SAML connection
     */
    public static SamlRequest of(PendingLogin pending) {
        return of(value(pending, "request_id"), value(pending, "entity_id"), value(pending, "acs"));
    }

    private static String value(PendingLogin pending, String name) {
        return pending.value(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the pending login has no \"" + name + "\": it must come from a SAML connection's start"));
    }
}
