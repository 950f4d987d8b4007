package io.orgauth.token;

import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.json.JsonValue;
import java.util.Optional;

/** Where a token says its organization. */
sealed interface OrganizationClaim {
    /** A string at a path. */
    record Text(ClaimPath path) implements OrganizationClaim {}

    /** The one and only element or member at a path. */
    record Only(ClaimPath path) implements OrganizationClaim {}

    /** Not in the token: the issuer belongs to one organization. */
    record OfIssuer() implements OrganizationClaim {}

    /**
     * The text at {@link Text} or {@link Only}, absent for {@link OfIssuer}.
     *
     * @throws io.orgauth.InvalidCredentialException with MISSING_CLAIM or MALFORMED_CLAIM
     */
    default Optional<String> in(JsonObject claims) {
        if (this instanceof Text text) {
            JsonValue value = Claims.present(text.path(), claims);
            return Optional.of(string(text.path(), value));
        }
        if (this instanceof Only only) {
            JsonValue value = Claims.present(only.path(), claims);
            return Optional.of(theOnly(only.path(), value));
        }
        return Optional.empty();
    }

    private static String theOnly(ClaimPath path, JsonValue value) {
        if (value instanceof JsonArray array && array.size() == 1) {
            return string(path, array.values().get(0));
        }
        if (value instanceof JsonObject object && object.size() == 1) {
            return object.names().get(0);
        }
        return string(path, value);
    }

    private static String string(ClaimPath path, JsonValue value) {
        if (value instanceof JsonString text) {
            return text.value();
        }
        throw Claims.malformed("token " + path + " names no single organization");
    }
}
