package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened at one attempt to sign in, for whoever must find out why it failed. It holds no secret, and personal data only as
 * far as it was let through.
 *
 * @param id what the error page shows to the person
 * @param organization which one it was for, as far as it was known; its administrators may read it
 * @param time when it ended or took its last step
 * @param connection by which connection, if by one
 * @param user who signed in, or would have
 * @param outcome {@code signed_in}, {@code pending}, or the code of the reason for the refusal
 * @param details steps and findings in their order
 */
public record SignInTrace(
        String id,
        Optional<OrganizationId> organization,
        Instant time,
        Optional<String> connection,
        Optional<UserId> user,
        String outcome,
        JsonObject details) {
    /** Which and how it ended. */
    @Override
    public String toString() {
        return "SignInTrace[" + id + " " + outcome + "]";
    }
}
