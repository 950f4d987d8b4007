package io.orgauth.identity.testing;

import static io.orgauth.identity.testing.StoreContract.ACME;
import static io.orgauth.identity.testing.StoreContract.digest;
import static io.orgauth.identity.testing.StoreContract.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.Stores;
import io.orgauth.trust.Revocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row of a number in every store of what people let clients do, for what they must do together. */
final class OAuthRows {
    private static final String DATA = "https://data.example";

    private OAuthRows() {}

    static void fill(Stores unit, int n) {
        assertTrue(unit.authorizations().insert(AuthorizationStoreContract.authorization(n, Optional.of("ses_" + n))));
        assertTrue(unit.deviceCodes().insert(DeviceCodeStoreContract.code(n)));
        unit.consents().put(ConsentStoreContract.consent(n, ACME, "app_1", DATA, "openid"));
        assertTrue(unit.pendingAuthorizations().insert(PendingAuthorizationStoreContract.pending(n)));
        unit.revocations().put(ACME, revocation(n, Instant.EPOCH));
    }

    private static Revocation revocation(int n, Instant revoked) {
        return new Revocation(Revocation.Kind.TOKEN, "aut_" + n, "usr_1", revoked, revoked.plusSeconds(9));
    }

    /** By what takes the most rows and indexes along. */
    static void empty(Stores unit, int n) {
        unit.authorizations().moveSession("ses_" + n, "ses_moved");
        assertEquals(1, unit.authorizations().removeOfSession("ses_moved"));
        assertTrue(unit.deviceCodes().consume(DeviceCodeStoreContract.code(n)));
        assertEquals(1, unit.consents().remove(user(n), ACME, "app_1"));
        assertTrue(unit.pendingAuthorizations().consume("p" + n));
        unit.revocations().put(ACME, revocation(n, Instant.EPOCH.plusSeconds(n)));
    }

    /** What can be read, by every key. */
    static List<Object> everything(Stores stores) {
        List<Object> all = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            all.add(stores.authorizations().find("aut_" + n));
            all.add(stores.authorizations().ofUser(user(n)));
            all.add(stores.deviceCodes().byDigest(digest(n)));
            all.add(stores.deviceCodes().byUserCode("CODE" + n));
            all.add(stores.consents().of(user(n), ACME));
            all.add(stores.consents().find(user(n), ACME, "app_1", DATA));
            all.add(stores.pendingAuthorizations().find("p" + n));
            all.add(stores.revocations().contains(ACME, "aut_" + n));
            all.add(stores.revocations().of(ACME, Instant.EPOCH, 10));
        }
        return all;
    }
}
