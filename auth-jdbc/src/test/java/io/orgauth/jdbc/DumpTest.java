package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.apikey.IssuedApiKey;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.Mail;
import io.orgauth.identity.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads a whole backup is not let in by it. */
class DumpTest extends BothDatabases {
    private static final String PASSWORD = "correct horse battery staple 41";

    @ParameterizedTest
    @EnumSource
    void dump_hasNoSecretThatLetsAnybodyIn(Database kind) {
        TestDatabase database = open(kind);
        List<Mail> mails = new ArrayList<>();
        List<String> secrets = new ArrayList<>(List.of(PASSWORD));
        try (ControlPlane auth = ControlPlane.builder()
                .issuer("https://app.example.com")
                .stores(JdbcStores.on(database.node()))
                .sealedBy(SealingKey.inMemory())
                .mailer(mails::add)
                .build()) {
            OrganizationId acme =
                    auth.organizations().create("Acme", "acme.com").id();
            User ada = auth.users().create(acme, "ada@acme.com", Role.OWNER);
            IssuedSecret<ClientApplication> client = auth.clients().create(acme, "loader", Set.of(Role.MEMBER));
            secrets.add(client.secret());
            IssuedApiKey key = auth.apiKeys().issue(ada.id(), acme, "ci pipeline");
            secrets.add(key.secret());
            secrets.add(key.secret().substring(key.secret().lastIndexOf('_') + 1));
            auth.passwords().set(ada.id(), PASSWORD);
            auth.passwords().requestReset("ada@acme.com");
            auth.invitations().invite(acme, "bob@acme.com", Set.of(Role.MEMBER));

            assertTrue(auth.clients()
                    .find(acme, client.owner().id())
                    .orElseThrow()
                    .hasSecret(client.secret(), Instant.now()));
        }
        assertEquals(2, mails.size());
        mails.forEach(mail -> secrets.add(mail.secret()));

        String dump = database.dump();
        assertTrue(dump.contains("ada@acme.com") && dump.contains("$argon2id$"), "the dump is whole");
        for (String secret : secrets) {
            String bytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertFalse(
                    dump.contains(secret) || dump.contains(bytes), "a secret of " + secret.length() + " characters");
        }
        for (String ofAKey : List.of("\"kty\"", "\"d\"", "PRIVATE KEY")) {
            String bytes = HexFormat.of().formatHex(ofAKey.getBytes(StandardCharsets.UTF_8));
            assertFalse(dump.contains(ofAKey) || dump.contains(bytes), ofAKey);
        }
    }
}
