package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.Role;
import io.orgauth.identity.Session;
import io.orgauth.oidc.OidcConnection;
import io.orgauth.saml.IdentityProviderMetadata;
import io.orgauth.saml.SamlConnection;
import io.orgauth.saml.SamlLaxity;
import io.orgauth.saml.ServiceProviderKey;
import io.orgauth.session.SignInException;
import io.orgauth.session.SignInReason;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.testing.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Keycloak as SAML and as OpenID provider, through the whole sign-in ({@code mvn verify -Pinterop}). */
@Tag("interop")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakTest {
    private static final ServiceProviderKey KEY = ServiceProviderKey.generate(Clock.systemUTC());
    private static final String GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    private static final String CBC = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";

    private static Keycloak keycloak;
    private static int signedIn;
    private static int refused;

    /** How Keycloak's client is set up, and what ours says to fit. */
    enum Saml {
        RESPONSE_SIGNED,
        ASSERTION_SIGNED,
        BOTH_SIGNED,
        SIGNED_REQUEST_BY_REDIRECT,
        SIGNED_REQUEST_BY_POST,
        ENCRYPTED_BY_GCM,
        ENCRYPTED_BY_CBC;

        String id() {
            return "con_keycloak" + ordinal();
        }

        boolean signsRequests() {
            return this == SIGNED_REQUEST_BY_REDIRECT || this == SIGNED_REQUEST_BY_POST;
        }

        Optional<String> encryption() {
            return this == ENCRYPTED_BY_GCM
                    ? Optional.of(GCM)
                    : Optional.of(CBC).filter(cbc -> this == ENCRYPTED_BY_CBC);
        }

        SamlConnection.Builder connection(KeycloakWorld world, String metadata) {
            SamlConnection.Builder connection = SamlConnection.builder()
                    .id(id())
                    .organization(world.acme.id())
                    .vendor("keycloak")
                    .identityProvider(IdentityProviderMetadata.parse(metadata))
                    .emailAttribute("email")
                    .groupsAttribute("groups")
                    .signingKey(KEY)
                    .decryptionKey(KEY);
            if (signsRequests()) {
                connection.signRequests();
            }
            if (this == SIGNED_REQUEST_BY_POST) {
                connection.postRequests();
            }
            return this == ENCRYPTED_BY_CBC ? connection.allow(SamlLaxity.CBC) : connection;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Path home = Path.of("target", "keycloak", "keycloak-26.4.0").toAbsolutePath();
        if (!Files.isDirectory(home)) {
            throw Requirement.absent("no Keycloak: mvn verify -Pinterop unpacks one");
        }
        keycloak = Keycloak.start(home, KeycloakRealm.json(KEY));
    }

    @AfterAll
    static void stop() {
        if (keycloak != null) {
            keycloak.close();
            System.out.println("interop keycloak: sign-ins=" + signedIn + " refused=" + refused);
        }
    }

    private static void assertSignedIn(KeycloakWorld world, String connection) {
        Session session = world.signIn(keycloak, connection);
        assertEquals(world.ada().id(), session.user());
        assertEquals(Optional.of(world.acme.id()), session.organization());
        assertEquals(Set.of(Role.VIEWER), world.membership().mappedRoles());
        signedIn++;
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void saml_eachVariant_signsInWithMappedRoles(Saml variant) {
        try (KeycloakWorld world = new KeycloakWorld()) {
            world.add(variant.connection(world, keycloak.metadata()).build());
            assertSignedIn(world, variant.id());
            assertSignedIn(world, variant.id());
        }
    }

    static Stream<OidcConnection.Builder> openId() {
        return Stream.of(
                connection().client("basic", Keycloak.PASSWORD),
                connection().client("post", Keycloak.PASSWORD).clientSecretPost(),
                connection().client("basic", Keycloak.PASSWORD).formPost(),
                connection().client("basic", Keycloak.PASSWORD).withoutUserinfo());
    }

    private static OidcConnection.Builder connection() {
        return OidcConnection.custom(keycloak.realm()).groups("groups");
    }

    @ParameterizedTest
    @MethodSource("openId")
    @Order(2)
    void openId_eachVariant_signsInWithMappedRoles(OidcConnection.Builder variant) {
        try (KeycloakWorld world = new KeycloakWorld()) {
            ConnectionRecord record = variant.organization(world.acme.id()).build();
            world.add(record);
            assertSignedIn(world, record.id());
        }
    }

    /** Nobody but an administrator says that another key is Keycloak's. */
    @Test
    @Order(3)
    void saml_keyRolledOver_isRefusedUntilTheMetadataIsRead() {
        String before = keycloak.metadata();
        keycloak.rotate();
        List<Saml> variants = new ArrayList<>(List.of(Saml.RESPONSE_SIGNED, Saml.ASSERTION_SIGNED));
        for (Saml variant : variants) {
            try (KeycloakWorld world = new KeycloakWorld()) {
                world.add(variant.connection(world, before).build());
                SignInException refusal =
                        assertThrows(SignInException.class, () -> world.signIn(keycloak, variant.id()));
                assertEquals(SignInReason.IDENTITY_NOT_PROVEN, refusal.reason());
                refused++;
                world.auth
                        .connections()
                        .change(variant.connection(world, keycloak.metadata()).build());
                assertSignedIn(world, variant.id());
            }
        }
    }

    /** By OpenID the new key is found by itself. */
    @Test
    @Order(4)
    void openId_keyRolledOver_goesOn() {
        try (KeycloakWorld world = new KeycloakWorld()) {
            ConnectionRecord record = connection()
                    .client("basic", Keycloak.PASSWORD)
                    .organization(world.acme.id())
                    .build();
            world.add(record);
            assertSignedIn(world, record.id());
            keycloakRotatesAgain();
            assertSignedIn(world, record.id());
        }
    }

    private static void keycloakRotatesAgain() {
        keycloak.rotate();
    }
}
