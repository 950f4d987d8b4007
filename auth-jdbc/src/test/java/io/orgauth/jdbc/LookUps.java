package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import io.orgauth.identity.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Every query of the stores. */
final class LookUps {
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final UserId ADA = new UserId("usr_0000000000000000000000");
    private static final SecretDigest DIGEST = new SecretDigest("0".repeat(64));

    private LookUps() {}

    static void all(Stores stores) {
        lookUpPeople(stores);
        lookUpThings(stores);
        lookUpSignIns(stores);
        lookUpAuthorizations(stores);
    }

    private static void lookUpPeople(Stores stores) {
        Optional<String> after = Optional.of("m");
        stores.organizations().find(ACME);
        stores.organizations().bySlug("acme");
        stores.organizations().page(after, 10);
        stores.users().find(ADA);
        stores.users().byEmail(EmailAddress.of("ada@acme.com"));
        stores.users().byExternalId("x");
        stores.users().page(after, 10);
        stores.memberships().find(ACME, ADA.value());
        stores.memberships().page(ACME, after, 10);
        stores.memberships().ofUser(ADA);
        stores.memberships().enabledWith(ACME, Role.OWNER);
        stores.passwords().find(ADA);
        stores.oneTimeSecrets().find(DIGEST, "reset", Instant.EPOCH);
        stores.throttles().failures("account:x");
        stores.invitations().find(ACME, "inv_x");
        stores.invitations().byDigest(DIGEST);
        stores.invitations().page(ACME, after, 10);
    }

    private static void lookUpThings(Stores stores) {
        Optional<String> after = Optional.of("m");
        stores.roles().find(ACME, "x");
        stores.roles().page(ACME, after, 10);
        stores.roleMappings().find(ACME, "x");
        stores.clients().byId("app_x");
        stores.clients().find(Optional.of(ACME), "app_x");
        stores.clients().page(Optional.of(ACME), after, 10);
        stores.apiKeys().byId("x");
        stores.apiKeys().find(ACME, "x");
        stores.apiKeys().page(ACME, after, 10);
        stores.apiKeys().pageOf(ACME, ADA.value(), after, 10);
        stores.resources().find(ACME, "res_x");
        stores.resources().byUri(URI.create("https://data.acme.com"));
        stores.domains().verified("acme.com");
        stores.domains().verifiedPage(after, 10);
        stores.audit().head(ACME);
        stores.audit().page(ACME, 5, 10);
        stores.signingKeys().load();
    }

    private static void lookUpSignIns(Stores stores) {
        Optional<String> after = Optional.of("m");
        stores.connections().byId("con_x");
        stores.connections().find(Optional.of(ACME), "con_x");
        stores.connections().page(Optional.of(ACME), after, 10);
        stores.domainSso().find(ACME, "acme.com");
        stores.domainSso().page(ACME, after, 10);
        stores.policies().find(ACME, OrganizationPolicy.KEY);
        stores.breakGlass().find(ACME, ADA.value());
        stores.breakGlass().page(ACME, after, 10);
        stores.identityLinks().find("con_x", "ada");
        stores.identityLinks().ofUser(ADA);
        stores.sessions().byDigest(DIGEST);
        stores.sessions().find(ADA, "ses_x");
        stores.sessions().ofUser(ADA);
        stores.sessions().ofOrganization(ACME, after, 10);
        stores.sessions().ofAccount("con_x", "ada");
        stores.pendingSignIns().find("x");
        stores.signInTraces().find(Optional.of(ACME), "x");
        stores.signInTraces().page(Optional.of(ACME), Instant.EPOCH, 10);
    }

    private static void lookUpAuthorizations(Stores stores) {
        stores.authorizations().find("aut_x");
        stores.authorizations().ofUser(ADA);
        stores.deviceCodes().byDigest(DIGEST);
        stores.deviceCodes().byUserCode("BCDFGHJK");
        stores.consents().find(ADA, ACME, "app_x", "https://data.acme.com");
        stores.consents().of(ADA, ACME);
        stores.pendingAuthorizations().find("x");
        stores.revocations().contains(ACME, "x");
        stores.revocations().of(ACME, Instant.EPOCH, 10);
    }

    /** What happens to everything that belongs to a session, a user or a client. */
    static void changeAllOf(Stores stores) {
        stores.authorizations().removeOfSession("ses_x");
        stores.authorizations().moveSession("ses_x", "ses_y");
        stores.authorizations().removeOfUser(ADA);
        stores.consents().remove(ADA, ACME, "app_x");
    }

    /** Every removal of what has expired, whose cost must not grow with what has not. */
    static void removeExpired(Stores stores) {
        stores.pendingSignIns().removeExpired(Instant.EPOCH, 10);
        stores.sessions().removeExpired(Instant.EPOCH, 10);
        stores.pendingAuthorizations().removeExpired(Instant.EPOCH, 10);
        stores.deviceCodes().removeExpired(Instant.EPOCH, 10);
        stores.authorizations().removeExpired(Instant.EPOCH, 10);
        stores.usedIds().removeExpired(Instant.EPOCH, 10);
        stores.revocations().removeExpired(Instant.EPOCH, 10);
        stores.oneTimeSecrets().removeExpired(Instant.EPOCH, 10);
        stores.invitations().removeExpired(Instant.EPOCH, 10);
        stores.signInTraces().removeBefore(Instant.EPOCH, 10);
        stores.throttles().removeBefore(Instant.EPOCH, 10);
    }
}
