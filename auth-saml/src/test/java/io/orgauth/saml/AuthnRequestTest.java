package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class AuthnRequestTest {
    private static final String POST_URL = "https://idp.acme.example/post";

    @Test
    void start_byRedirect_asksForOurselves() {
        LoginStep.Redirect step = redirect(SamlFixture.connection(), LoginRequest.to("/home"));
        Element request = inflated(step.location());
        PendingLogin pending = step.pending();

        assertEquals("https://idp.acme.example/sso", withoutQuery(step.location()));
        assertEquals(List.of("SAMLRequest", "RelayState"), names(step.location()));
        assertEquals(pending.handle(), SamlFixture.query(step.location()).get("RelayState"));
        assertEquals("AuthnRequest", request.getLocalName());
        assertEquals(XmlNames.SAMLP, request.getNamespaceURI());
        assertEquals(pending.value("request_id"), Optional.of(request.getAttribute("ID")));
        assertEquals("2.0", request.getAttribute("Version"));
        assertEquals(SamlFixture.NOW.toString(), request.getAttribute("IssueInstant"));
        assertEquals(SamlFixture.SIGN_IN, request.getAttribute("Destination"));
        assertEquals(SamlFixture.CONSUMER, request.getAttribute("AssertionConsumerServiceURL"));
        assertFalse(request.hasAttribute("ForceAuthn"));
        assertEquals(List.of("Issuer"), children(request));
        assertEquals(SamlFixture.ENTITY_ID, request.getTextContent());
    }

    @Test
    void start_pendingLogin_remembersWhatTheAnswerMustBe() {
        PendingLogin pending = SamlFixture.open(SamlFixture.connection().build())
                .start("/home")
                .pending();

        assertEquals(SamlFixture.CONNECTION, pending.connection());
        assertEquals("/home", pending.returnTo());
        assertEquals(SamlFixture.NOW.plus(Duration.ofMinutes(10)), pending.expires());
        assertEquals(Optional.of(SamlFixture.ENTITY_ID), pending.value("entity_id"));
        assertEquals(Optional.of(SamlFixture.CONSUMER), pending.value("acs"));
        assertTrue(pending.handle().length() <= 80); // bindings, 3.4.3
    }

    @Test
    void start_twice_sharesNoRandomness() {
        SamlSignIn connection = SamlFixture.open(SamlFixture.connection().build());
        PendingLogin one = connection.start("/").pending();
        PendingLogin other = connection.start("/").pending();

        assertNotEquals(one.handle(), other.handle());
        assertNotEquals(one.value("request_id"), other.value("request_id"));
        assertNotEquals(Optional.of("_" + one.handle()), one.value("request_id"));
    }

    @Test
    void start_signInUrlWithQuery_keepsIt() {
        IdentityProviderMetadata google = IdentityProviderMetadata.of(
                SamlFixture.IDP, SamlFixture.SIGN_IN + "?idpid=C01", List.of(SamlFixture.THEIRS.certificate()));
        LoginStep.Redirect step = redirect(SamlFixture.connection(google), LoginRequest.to("/"));

        assertEquals(List.of("idpid", "SAMLRequest", "RelayState"), names(step.location()));
        assertEquals(
                SamlFixture.SIGN_IN + "?idpid=C01", inflated(step.location()).getAttribute("Destination"));
    }

    /** Bindings, 3.4.4.1: over the query as it is sent, in its order. */
    @Test
    void start_signedRedirect_isSignedOverTheQueryAsSent() throws GeneralSecurityException {
        LoginStep.Redirect step = redirect(SamlFixture.connection().signingKey(SamlFixture.OURS), LoginRequest.to("/"));
        String query = step.location().getRawQuery();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(SamlFixture.OURS.certificate());
        signature.update(query.substring(0, query.indexOf("&Signature=")).getBytes(StandardCharsets.US_ASCII));

        assertEquals(List.of("SAMLRequest", "RelayState", "SigAlg", "Signature"), names(step.location()));
        assertEquals(
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                SamlFixture.query(step.location()).get("SigAlg"));
        assertTrue(signature.verify(
                Base64.getDecoder().decode(SamlFixture.query(step.location()).get("Signature"))));
        assertEquals(List.of("Issuer"), children(inflated(step.location())));
    }

    @Test
    void start_byPost_isAForm() {
        LoginStep.PostForm step = posted(SamlFixture.connection(postOnly()));

        assertEquals(URI.create(POST_URL), step.action());
        assertEquals(
                List.of("SAMLRequest", "RelayState"),
                new ArrayList<>(step.fields().keySet()));
        assertEquals(step.pending().handle(), step.fields().get("RelayState"));
        assertEquals(POST_URL, decoded(step).getAttribute("Destination"));
    }

    @Test
    void start_bothBindings_prefersRedirectUnlessToldOtherwise() {
        IdentityProviderMetadata both =
                MetadataText.good().service("HTTP-POST", POST_URL).parsed();

        assertInstanceOf(
                LoginStep.Redirect.class,
                SamlFixture.open(SamlFixture.connection(both).build()).start("/"));
        assertInstanceOf(
                LoginStep.PostForm.class,
                SamlFixture.open(SamlFixture.connection(both).postRequests().build())
                        .start("/"));
    }

    @Test
    void start_signedPost_isSignedAsAWhole() {
        LoginStep.PostForm step = posted(SamlFixture.connection(postOnly())
                .signingKey(SamlFixture.OURS)
                .nameIdFormat(IdentityMapping.PERSISTENT));
        Element request = decoded(step);

        assertEquals(List.of("Issuer", "Signature", "NameIDPolicy"), children(request));
        assertTrue(new SignedDocument(request)
                .isSignedByAnyOf(List.of(SamlFixture.OURS.certificate().getPublicKey())));
        assertFalse(new SignedDocument(request)
                .isSignedByAnyOf(List.of(SamlFixture.OUR_NEXT.certificate().getPublicKey())));
        assertFalse(new String(xml(step), StandardCharsets.UTF_8).contains("&#13;"));
    }

    /** The schema (core, 3.4.1) wants this order. */
    @Test
    void start_everythingAsked_standsInTheSchemasOrder() {
        List<String> contexts =
                List.of("urn:oasis:names:tc:SAML:2.0:ac:classes:X509", "https://refeds.org/profile/mfa");
        LoginStep.Redirect step = redirect(
                SamlFixture.connection().requestContexts(contexts).nameIdFormat(IdentityMapping.PERSISTENT),
                LoginRequest.to("/").afresh());
        Element request = inflated(step.location());
        Element policy = (Element)
                request.getElementsByTagNameNS(XmlNames.SAMLP, "NameIDPolicy").item(0);
        Element requested = (Element) request.getElementsByTagNameNS(XmlNames.SAMLP, "RequestedAuthnContext")
                .item(0);

        assertEquals(List.of("Issuer", "NameIDPolicy", "RequestedAuthnContext"), children(request));
        assertEquals("true", request.getAttribute("ForceAuthn"));
        assertEquals(IdentityMapping.PERSISTENT, policy.getAttribute("Format"));
        assertEquals("true", policy.getAttribute("AllowCreate"));
        assertEquals("exact", requested.getAttribute("Comparison"));
        assertEquals(String.join("", contexts), requested.getTextContent());
    }

    @Test
    void start_connectionThatForces_asksAlwaysAnew() {
        LoginStep.Redirect step = redirect(SamlFixture.connection().forceAuthentication(), LoginRequest.to("/"));

        assertEquals("true", inflated(step.location()).getAttribute("ForceAuthn"));
    }

    @Test
    void start_hint_goesWhereTheVendorTakesOne() {
        LoginRequest hinting = LoginRequest.to("/").hinting("ada+x@acme.com");

        assertEquals(
                "ada+x@acme.com",
                SamlFixture.query(redirect(SamlFixture.connection().vendor("entra"), hinting)
                                .location())
                        .get("login_hint"));
        assertEquals(
                List.of("SAMLRequest", "RelayState"),
                names(redirect(SamlFixture.connection(), hinting).location()));
    }

    private static IdentityProviderMetadata postOnly() {
        return MetadataText.empty()
                .key("", SamlFixture.THEIRS)
                .service("HTTP-POST", POST_URL)
                .parsed();
    }

    private static LoginStep.Redirect redirect(SamlConnection.Builder connection, LoginRequest request) {
        return assertInstanceOf(
                LoginStep.Redirect.class, SamlFixture.open(connection.build()).start(request));
    }

    private static LoginStep.PostForm posted(SamlConnection.Builder connection) {
        return assertInstanceOf(
                LoginStep.PostForm.class, SamlFixture.open(connection.build()).start("/"));
    }

    private static String withoutQuery(URI location) {
        return location.toString().replaceAll("\\?.*", "");
    }

    private static List<String> names(URI location) {
        return new ArrayList<>(SamlFixture.query(location).keySet());
    }

    private static Element inflated(URI location) {
        Map<String, String> query = SamlFixture.query(location);
        byte[] deflated = Base64.getDecoder().decode(query.get("SAMLRequest"));
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true))) {
            return MetadataXml.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Element decoded(LoginStep.PostForm step) {
        return MetadataXml.parse(new String(xml(step), StandardCharsets.UTF_8));
    }

    private static byte[] xml(LoginStep.PostForm step) {
        return Base64.getDecoder().decode(step.fields().get("SAMLRequest"));
    }

    private static List<String> children(Element element) {
        List<String> names = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            names.add(child.getLocalName());
        }
        return names;
    }
}
