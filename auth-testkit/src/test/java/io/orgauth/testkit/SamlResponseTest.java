package io.orgauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orgauth.sso.Callback;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What a good answer looks like, persona by persona, read back by the JDK. */
class SamlResponseTest {
    private static final String ACS = "https://app.example.com/sso/con_1/callback";
    private static final String ENTITY = "https://app.example.com/sso/con_1/metadata";
    private static final SamlRequest REQUEST = SamlRequest.of("_request", ENTITY, ACS);
    private static final String WS_EMAIL = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

    static Stream<Arguments> personas() {
        return Stream.of(
                arguments(Persona.okta(), List.of("Response", "Assertion"), "email", "groups"),
                arguments(
                        Persona.entraId(),
                        List.of("Assertion"),
                        WS_EMAIL,
                        "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups"),
                arguments(Persona.googleWorkspace(), List.of("Assertion"), "email", "groups"),
                arguments(Persona.keycloak(), List.of("Response", "Assertion"), "email", "groups"),
                arguments(Persona.adfs(), List.of("Assertion"), WS_EMAIL, "http://schemas.xmlsoap.org/claims/Group"),
                arguments(Persona.pingFederate(), List.of("Assertion"), "mail", "memberOf"),
                arguments(Persona.oneLogin(), List.of("Assertion"), "User.email", "memberOf"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("personas")
    void answer_ofEachPersona_isSignedAndNamesThePerson(
            Persona persona, List<String> signed, String emailName, String groupsName) throws Exception {
        FakeIdentityProvider idp = FakeIdentityProvider.of(persona)
                .person(Person.of("ada@acme.com").inGroups("engineers"));

        ReadSaml read = ReadSaml.of(idp.samlResponse(REQUEST));

        assertEquals(signed, read.signedBy(idp.certificate().getPublicKey()));
        assertEquals("ada@acme.com", attribute(read, emailName));
        assertEquals(idp.groupName("engineers"), attribute(read, groupsName));
        assertEquals(idp.entityId(), read.text("Issuer"));
        assertEquals(ENTITY, read.text("Audience"));
        assertTrue(idp.metadata().contains(idp.entityId()));
    }

    private static String attribute(ReadSaml read, String name) {
        return read.facts()
                .getOrDefault("Response/Assertion/AttributeStatement/Attribute(" + name + ")/AttributeValue", "none");
    }

    @Test
    void entraGroups_areGuids() {
        assertEquals(36, FakeIdentityProvider.entraId().groupName("engineers").length());
        assertEquals("engineers", FakeIdentityProvider.okta().groupName("engineers"));
    }

    @Test
    void okta_sendsInclusiveNamespaces() {
        assertTrue(FakeIdentityProvider.okta().samlResponse(REQUEST).xml().contains("PrefixList=\"xs\""));
    }

    @Test
    void pingFederate_leavesKeyInfoAndDestinationOut() {
        String xml = FakeIdentityProvider.of(Persona.pingFederate())
                .samlResponse(REQUEST)
                .xml();

        assertFalse(xml.contains("KeyInfo"));
        assertFalse(xml.contains("Destination"));
        assertTrue(FakeIdentityProvider.of(Persona.pingFederate())
                .samlResponse(REQUEST)
                .signed(Signed.RESPONSE)
                .xml()
                .contains("Destination=\"" + ACS + "\""));
    }

    @Test
    void signed_asAsked_signsThat() throws Exception {
        FakeIdentityProvider idp = FakeIdentityProvider.okta();

        for (Signed what : Signed.values()) {
            List<String> signed = ReadSaml.of(idp.samlResponse(REQUEST).signed(what))
                    .signedBy(idp.certificate().getPublicKey());

            assertEquals(what.response(), signed.contains("Response"));
            assertEquals(what.assertion(), signed.contains("Assertion"));
        }
    }

    @Test
    void encrypted_byEitherMode_holdsTheSignedAssertion() throws Exception {
        KeyAndCertificate serviceProvider = KeyAndCertificate.named("sp");
        FakeIdentityProvider idp = FakeIdentityProvider.okta();
        SamlResponse gcm = idp.samlResponse(REQUEST).encryptedByGcm(serviceProvider.certificate());
        SamlResponse cbc = idp.samlResponse(REQUEST).encryptedByCbc(serviceProvider.certificate());

        for (SamlResponse response : List.of(gcm, cbc)) {
            ReadSaml outside = ReadSaml.of(response);
            ReadSaml inside = ReadSaml.of(decrypted(outside.root(), serviceProvider));

            assertEquals(List.of("Response"), outside.signedBy(idp.certificate().getPublicKey()));
            assertEquals(List.of("Assertion"), inside.signedBy(idp.certificate().getPublicKey()));
            assertEquals("ada@acme.com", inside.text("NameID"));
        }
    }

    @Test
    void encrypted_asThePersonaDoes_isCbcAtOktaAndGcmAtGoogle() {
        KeyAndCertificate sp = KeyAndCertificate.named("sp");

        assertTrue(FakeIdentityProvider.okta()
                .samlResponse(REQUEST)
                .encrypted(sp.certificate())
                .xml()
                .contains("aes256-cbc"));
        assertTrue(FakeIdentityProvider.googleWorkspace()
                .samlResponse(REQUEST)
                .encrypted(sp.certificate())
                .xml()
                .contains("aes256-gcm"));
    }

    private static String decrypted(Element response, KeyAndCertificate recipient) throws Exception {
        Element wrapping = Xml.find(response, Saml.ENCRYPTION, "EncryptedKey");
        Element data = Xml.find(response, Saml.ENCRYPTION, "EncryptedData");
        Cipher unwrap = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        unwrap.init(Cipher.DECRYPT_MODE, recipient.key());
        SecretKeySpec key = new SecretKeySpec(unwrap.doFinal(cipherValue(wrapping)), "AES");
        byte[] octets = cipherValue(data);
        boolean gcm = Xml.child(data, Saml.ENCRYPTION, "EncryptionMethod")
                .getAttribute("Algorithm")
                .endsWith("gcm");
        Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/CBC/PKCS5Padding");
        int iv = gcm ? 12 : 16;
        cipher.init(
                Cipher.DECRYPT_MODE,
                key,
                gcm ? new GCMParameterSpec(128, octets, 0, iv) : new IvParameterSpec(octets, 0, iv));
        return new String(cipher.doFinal(octets, iv, octets.length - iv), StandardCharsets.UTF_8);
    }

    private static byte[] cipherValue(Element parent) {
        Element data = Xml.child(parent, Saml.ENCRYPTION, "CipherData");
        return Base64.getDecoder()
                .decode(Xml.child(data, Saml.ENCRYPTION, "CipherValue").getTextContent());
    }

    @Test
    void answer_toPendingLogin_bringsItsRequestIdAndHandle() {
        PendingLogin pending = new PendingLogin(
                "handle",
                "con_1",
                "/home",
                Instant.EPOCH,
                Map.of("request_id", "_request", "entity_id", ENTITY, "acs", ACS));

        SamlResponse response = FakeIdentityProvider.okta().samlResponse(pending);
        Callback callback = response.callback();

        assertEquals("_request", ReadSaml.of(response).root().getAttribute("InResponseTo"));
        assertEquals(Optional.of("handle"), callback.parameter("RelayState"));
        assertEquals(Optional.of(response.encode()), callback.parameter("SAMLResponse"));
        assertEquals("POST", callback.method());
    }

    @Test
    void answer_toPendingLoginOfAnotherProtocol_isRefused() {
        PendingLogin pending = new PendingLogin("handle", "con_1", "/home", Instant.EPOCH, Map.of("nonce", "n"));
        FakeIdentityProvider idp = FakeIdentityProvider.okta();

        assertThrows(IllegalArgumentException.class, () -> idp.samlResponse(pending));
    }

    @Test
    void answer_toEitherBinding_readsTheAuthnRequest() throws Exception {
        String xml = "<p:AuthnRequest xmlns:p=\"" + Saml.PROTOCOL + "\" ID=\"_7\" AssertionConsumerServiceURL=\"" + ACS
                + "\" ForceAuthn=\"true\"><a:Issuer xmlns:a=\"" + Saml.ASSERTION + "\">" + ENTITY
                + "</a:Issuer></p:AuthnRequest>";
        PendingLogin pending = new PendingLogin("handle", "con_1", "/home", Instant.EPOCH, Map.of());
        LoginStep redirect = new LoginStep.Redirect(
                URI.create("https://idp.example/sso?SAMLRequest=" + encoded(deflated(xml)) + "&RelayState=handle"),
                pending);
        LoginStep form = new LoginStep.PostForm(
                URI.create("https://idp.example/sso"), Map.of("SAMLRequest", base64(bytes(xml))), pending);

        SamlRequest expected = new SamlRequest(Optional.of("_7"), ENTITY, ACS, true);
        assertEquals(expected, SamlRequest.of(redirect));
        assertEquals(expected, SamlRequest.of(form));
        assertEquals(
                Optional.of("handle"),
                FakeIdentityProvider.okta().samlResponse(redirect).callback().handle());
    }

    static Stream<LoginStep> steps_withoutRequest() {
        PendingLogin pending = new PendingLogin("handle", "con_1", "/home", Instant.EPOCH, Map.of());
        URI idp = URI.create("https://idp.example/sso");
        return Stream.of(
                new LoginStep.Redirect(idp, pending),
                new LoginStep.PostForm(idp, Map.of(), pending),
                new LoginStep.PostForm(idp, Map.of("SAMLRequest", base64(bytes("<a/>"))), pending),
                new LoginStep.PostForm(idp, Map.of("SAMLRequest", base64(bytes("<!DOCTYPE a><a/>"))), pending),
                new LoginStep.Redirect(URI.create(idp + "?SAMLRequest=" + encoded(bytes("none"))), pending));
    }

    @ParameterizedTest
    @MethodSource("steps_withoutRequest")
    void answer_toStepWithoutRequest_isRefused(LoginStep step) {
        assertThrows(IllegalArgumentException.class, () -> SamlRequest.of(step));
    }

    @Test
    void unsolicited_answersNothing() {
        SamlResponse response = FakeIdentityProvider.okta().samlResponse(SamlRequest.unsolicited(ENTITY, ACS));

        assertFalse(response.xml().contains("InResponseTo"));
        assertEquals(Optional.empty(), response.callback().handle());
    }

    @Test
    void encode_twice_isTheSameAnswer() {
        SamlResponse response = FakeIdentityProvider.okta().samlResponse(REQUEST);

        assertEquals(response.encode(), response.encode());
    }

    @Test
    void person_byName_isThatPerson() {
        FakeIdentityProvider idp = FakeIdentityProvider.okta()
                .person("ada@acme.com")
                .person(Person.of("bob@acme.com").attribute("department", "research"));

        ReadSaml bob = ReadSaml.of(idp.samlResponse(REQUEST).person("bob@acme.com"));

        assertEquals("bob@acme.com", bob.text("NameID"));
        assertEquals("research", attribute(bob, "department"));
        assertThrows(
                IllegalArgumentException.class, () -> idp.samlResponse(REQUEST).person("eve@acme.com"));
    }

    @Test
    void nameIdAndAttribute_asAsked_replaceThePersonas() {
        ReadSaml read = ReadSaml.of(FakeIdentityProvider.okta()
                .samlResponse(REQUEST)
                .nameId("u-1", Saml.PERSISTENT_FORMAT)
                .attribute("email", "other@acme.com")
                .attribute("firstName"));

        assertEquals("u-1", read.text("NameID"));
        assertEquals("other@acme.com", attribute(read, "email"));
        assertEquals("none", attribute(read, "firstName"));
    }

    @Test
    void movedPerson_keepsThePersistentName() {
        Person ada = Person.of("ada@acme.com");
        FakeIdentityProvider before = FakeIdentityProvider.keycloak().person(ada);
        FakeIdentityProvider after = FakeIdentityProvider.keycloak().person(ada.movedTo("ada@new.example"));

        assertEquals(
                ReadSaml.of(before.samlResponse(REQUEST)).text("NameID"),
                ReadSaml.of(after.samlResponse(REQUEST)).text("NameID"));
    }

    private static byte[] deflated(String xml) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9, true))) {
            deflater.write(bytes(xml));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String encoded(byte[] octets) {
        return URLEncoder.encode(base64(octets), StandardCharsets.UTF_8);
    }
}
