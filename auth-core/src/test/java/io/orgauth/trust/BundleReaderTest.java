package io.orgauth.trust;

import static io.orgauth.trust.BundleFixture.ISSUER;
import static io.orgauth.trust.BundleFixture.KEY;
import static io.orgauth.trust.BundleFixture.LIFETIME;
import static io.orgauth.trust.BundleFixture.NOW;
import static io.orgauth.trust.BundleFixture.ORGANIZATION;
import static io.orgauth.trust.BundleFixture.RESOURCE;
import static io.orgauth.trust.BundleFixture.ROOT;
import static io.orgauth.trust.BundleFixture.assertRefused;
import static io.orgauth.trust.BundleFixture.bundle;
import static io.orgauth.trust.BundleFixture.content;
import static io.orgauth.trust.BundleFixture.jwks;
import static io.orgauth.trust.BundleFixture.reader;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.OrganizationId;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.token.DocumentSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal differs from the good bundle in one thing. */
class BundleReaderTest {
    private static final DocumentSigner ROOT_SIGNER = DocumentSigner.create(new SecureRandom());
    private static final DocumentSigner BUNDLE_SIGNER = DocumentSigner.create(new SecureRandom());

    private final BundleReader readerOfSigners =
            new BundleReader(List.of(RootKey.of(ROOT_SIGNER.publicJwk())), ISSUER, ORGANIZATION, RESOURCE);

    @Test
    void read_goodBundle_isTheManifestThatWasSigned() {
        Manifest manifest = reader().read(bundle().document());

        assertEquals(new Version(1, 1, 10, NOW), manifest.version());
        assertEquals(NOW.plus(LIFETIME), manifest.notAfter());
        assertEquals(
                BundleFixture.SIGNING_KEYS.jwks().length > 0,
                manifest.tokenKeys().keyIds().size() > 0);
    }

    @Test
    void read_secondPinnedRoot_isAccepted() {
        BundleReader both = new BundleReader(
                List.of(TrustRoot.inMemory().publicKey(), ROOT.publicKey()), ISSUER, ORGANIZATION, RESOURCE);

        assertEquals(10, both.read(bundle().document()).version().sequence());
    }

    @Test
    void read_otherRoot_isRefused() {
        BundleReader other =
                new BundleReader(List.of(TrustRoot.inMemory().publicKey()), ISSUER, ORGANIZATION, RESOURCE);

        assertRefused(TrustReason.UNKNOWN_ROOT, () -> other.read(bundle().document()));
    }

    @Test
    void read_otherOrganization_isRefused() {
        BundleContent foreign = BundleContent.of(ISSUER, OrganizationId.of("org_globex"), RESOURCE)
                .jwks(jwks())
                .build();

        assertRefused(
                TrustReason.OTHER_ORGANIZATION,
                () -> reader().read(KEY.sign(foreign, NOW, LIFETIME).document()));
    }

    @Test
    void read_otherResource_isRefused() {
        BundleContent foreign = BundleContent.of(ISSUER, ORGANIZATION, "https://other.acme.example")
                .jwks(jwks())
                .build();

        assertRefused(
                TrustReason.OTHER_RESOURCE,
                () -> reader().read(KEY.sign(foreign, NOW, LIFETIME).document()));
    }

    @Test
    void read_otherIssuer_isRefused() {
        BundleContent foreign = BundleContent.of("https://auth.example.com/", ORGANIZATION, RESOURCE)
                .jwks(jwks())
                .build();

        assertRefused(
                TrustReason.OTHER_ISSUER,
                () -> reader().read(KEY.sign(foreign, NOW, LIFETIME).document()));
    }

    @Test
    void read_keyDelegatedForOtherResource_isRefused() {
        Delegation delegation = delegation(Optional.of("https://other.acme.example"));

        assertRefused(TrustReason.NOT_DELEGATED, () -> readerOfSigners.read(signed(delegation, manifest(1, 1))));
    }

    @Test
    void read_keyDelegatedForThisResource_isAccepted() {
        Delegation delegation = delegation(Optional.of(RESOURCE));

        assertEquals(
                7,
                readerOfSigners
                        .read(signed(delegation, manifest(1, 1)))
                        .version()
                        .sequence());
    }

    @Test
    void read_epochThatTheRootDidNotDelegate_isRefused() {
        Delegation delegation = delegation(Optional.empty());

        assertRefused(TrustReason.NOT_DELEGATED, () -> readerOfSigners.read(signed(delegation, manifest(2, 1))));
    }

    @Test
    void read_delegationSequenceOfAnotherKey_isRefused() {
        Delegation delegation = delegation(Optional.empty());

        assertRefused(TrustReason.NOT_DELEGATED, () -> readerOfSigners.read(signed(delegation, manifest(1, 2))));
    }

    @Test
    void read_notAfterBeyondTheDelegation_isRefused() {
        Delegation delegation = new Delegation(
                BUNDLE_SIGNER.publicJwk(),
                Optional.empty(),
                1,
                1,
                NOW,
                NOW.plus(LIFETIME).minusSeconds(1));

        assertRefused(TrustReason.NOT_DELEGATED, () -> readerOfSigners.read(signed(delegation, manifest(1, 1))));
    }

    @Test
    void read_manifestBeforeTheDelegation_isRefused() {
        Delegation delegation = new Delegation(
                BUNDLE_SIGNER.publicJwk(), Optional.empty(), 1, 1, NOW.plusSeconds(1), NOW.plus(Duration.ofDays(30)));

        assertRefused(TrustReason.NOT_DELEGATED, () -> readerOfSigners.read(signed(delegation, manifest(1, 1))));
    }

    @Test
    void read_delegationOfMoreThan90Days_isRefused() {
        Delegation delegation = new Delegation(
                BUNDLE_SIGNER.publicJwk(),
                Optional.empty(),
                1,
                1,
                NOW,
                NOW.plus(Delegation.LONGEST).plusSeconds(1));

        assertRefused(TrustReason.MALFORMED_BUNDLE, () -> readerOfSigners.read(signed(delegation, manifest(1, 1))));
    }

    /** A token key is in the bundle, which must not make it a bundle key. */
    @Test
    void read_manifestSignedByATokenKey_isRefused() {
        DocumentSigner tokenKey = DocumentSigner.create(new SecureRandom());
        String manifest = tokenKey.sign(Manifest.TYPE, manifest(1, 1).write());

        assertRefused(
                TrustReason.OTHER_SIGNING_KEY,
                () -> readerOfSigners.read(document(delegation(Optional.empty()), manifest)));
    }

    @Test
    void read_manifestSignedByTheRoot_isRefused() {
        String manifest = ROOT_SIGNER.sign(Manifest.TYPE, manifest(1, 1).write());

        assertRefused(
                TrustReason.OTHER_SIGNING_KEY,
                () -> readerOfSigners.read(document(delegation(Optional.empty()), manifest)));
    }

    @Test
    void read_delegationSignedByTheBundleKey_isRefused() {
        Delegation delegation = delegation(Optional.empty());
        BundleDocument document = new BundleDocument(
                BUNDLE_SIGNER.sign(Delegation.TYPE, delegation.write()),
                BUNDLE_SIGNER.sign(Manifest.TYPE, manifest(1, 1).write()));

        assertRefused(TrustReason.UNKNOWN_ROOT, () -> readerOfSigners.read(document.write()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "JWT", "orgauth-delegation+jwt", "application/other"})
    void read_manifestOfOtherType_isRefused(String type) {
        String manifest = BUNDLE_SIGNER.sign(type, manifest(1, 1).write());

        assertRefused(
                TrustReason.OTHER_DOCUMENT_TYPE,
                () -> readerOfSigners.read(document(delegation(Optional.empty()), manifest)));
    }

    @Test
    void read_delegationOfOtherType_isRefused() {
        BundleDocument document = new BundleDocument(
                ROOT_SIGNER.sign("at+jwt", delegation(Optional.empty()).write()),
                BUNDLE_SIGNER.sign(Manifest.TYPE, manifest(1, 1).write()));

        assertRefused(TrustReason.OTHER_DOCUMENT_TYPE, () -> readerOfSigners.read(document.write()));
    }

    @Test
    void read_payloadChanged_isTampered() {
        BundleDocument good = BundleDocument.parse(bundle().document());
        String[] parts = good.manifest().split("\\.");
        BundleDocument other = BundleDocument.parse(
                KEY.sign(content().sequence(11).build(), NOW, LIFETIME).document());
        String mixed = parts[0] + '.' + other.manifest().split("\\.")[1] + '.' + parts[2];

        assertRefused(
                TrustReason.TAMPERED_BUNDLE, () -> reader().read(new BundleDocument(good.delegation(), mixed).write()));
    }

    @Test
    void read_anyByteChanged_isNeverAccepted() {
        byte[] good = bundle().document();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
            try {
                Manifest manifest = reader().read(changed);
                throw new AssertionError("accepted " + manifest);
            } catch (BundleRefusedException refused) {
                assertEquals(0, refused.getStackTrace().length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"delegation\":\"a.b.c\"}",
                "{\"delegation\":1,\"manifest\":2}",
                "{\"delegation\":\"\",\"manifest\":\"\"}"
            })
    void read_noBundle_isRefused(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        try {
            reader().read(bytes);
            throw new AssertionError("accepted");
        } catch (BundleRefusedException e) {
            assertEquals(true, e.reason() == TrustReason.MALFORMED_BUNDLE || e.reason() == TrustReason.UNKNOWN_ROOT);
        }
    }

    @Test
    void read_tooLarge_isRefused() {
        byte[] large = "{\"delegation\":\"\",\"manifest\":\""
                .concat("a".repeat(300_000))
                .concat("\"}")
                .getBytes(StandardCharsets.UTF_8);

        assertRefused(TrustReason.MALFORMED_BUNDLE, () -> reader().read(large));
    }

    /** Each row is a manifest of a key that is ours, but not as we write it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key_chunks\":[]}",
                "{\"key_chunks\":[\"../../etc/passwd\"]}",
                "{\"subject_chunks\":[\"a\",\"b\",\"c\"]}",
                "{\"exp\":-1}",
                "{\"exp\":999999999999999}",
                "{\"seq\":-1}",
                "{\"epoch\":null}",
                "{\"org_id\":\"\"}",
                "{\"jwks\":[]}",
                "{\"revoked\":{}}"
            })
    void read_malformedManifest_isRefused(String change) {
        JsonObject good = Json.parseObject(manifest(1, 1).write());
        JsonObject changes = Json.parseObject(change.getBytes(StandardCharsets.UTF_8));
        JsonObject.Builder changed = JsonObject.builder();
        good.names()
                .forEach(name -> changed.put(
                        name, changes.value(name).or(() -> good.value(name)).orElseThrow()));
        String manifest = BUNDLE_SIGNER.sign(Manifest.TYPE, Json.write(changed.build()));

        assertRefused(
                TrustReason.MALFORMED_BUNDLE,
                () -> readerOfSigners.read(document(delegation(Optional.empty()), manifest)));
    }

    private static Delegation delegation(Optional<String> resource) {
        return new Delegation(BUNDLE_SIGNER.publicJwk(), resource, 1, 1, NOW, NOW.plus(Duration.ofDays(30)));
    }

    private static Manifest manifest(long epoch, long delegation) {
        Instant notAfter = NOW.plus(LIFETIME);
        String chunk = ContentDigest.of(new byte[0]);
        return new Manifest(
                ISSUER,
                ORGANIZATION,
                RESOURCE,
                new Version(epoch, delegation, 7, NOW),
                notAfter,
                Json.text(JsonObject.builder()
                        .put("keys", JsonArray.of(BUNDLE_SIGNER.publicJwk()))
                        .build()),
                Revocations.of(List.of(), NOW),
                List.of(chunk),
                List.of(chunk));
    }

    private static byte[] signed(Delegation delegation, Manifest manifest) {
        return document(delegation, BUNDLE_SIGNER.sign(Manifest.TYPE, manifest.write()));
    }

    private static byte[] document(Delegation delegation, String manifest) {
        return new BundleDocument(ROOT_SIGNER.sign(Delegation.TYPE, delegation.write()), manifest).write();
    }
}
