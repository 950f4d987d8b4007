package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import io.orgauth.identity.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every look-up goes by an index: its cost stays flat however much is stored. */
class IndexTest extends BothDatabases {
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final UserId ADA = new UserId("usr_0000000000000000000000");
    private static final SecretDigest DIGEST = new SecretDigest("0".repeat(64));

    // The tables are empty, for which reading them whole is cheapest: forbidden, it stays only where there is no index.
    private static final String WITHOUT_SCANS =
            "&options=-c%20enable_seqscan=off%20-c%20enable_bitmapscan=off%20-c%20enable_sort=off";

    @Test
    void lookUps_allOfThem_useAnIndex() {
        TestDatabase database = open(Database.POSTGRESQL);
        JdbcStores.on(database.node());
        Explained explained = new Explained(database.node(WITHOUT_SCANS));
        Stores stores = JdbcStores.on(explained.dataSource());
        explained.plans().clear();
        lookUpPeople(stores);
        lookUpThings(stores);

        assertEquals(30, explained.plans().size(), explained.plans().keySet()::toString);
        explained.plans().forEach((query, plan) -> {
            assertTrue(plan.contains("Index"), () -> query + "\n" + plan);
            assertFalse(plan.contains("Seq Scan"), () -> query + "\n" + plan);
            // A page is read in the order of its index and ends after its last row.
            assertFalse(query.contains("LIMIT") && plan.contains("Sort"), () -> query + "\n" + plan);
        });
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
        stores.resources().find(ACME, "res_x");
        stores.resources().byUri(URI.create("https://data.acme.com"));
        stores.domains().verified("acme.com");
        stores.domains().verifiedPage(after, 10);
        stores.audit().head(ACME);
        stores.audit().page(ACME, 5, 10);
        stores.signingKeys().load();
    }
}
