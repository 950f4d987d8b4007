package io.orgauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The provider as an extension, and what lasts from one call to the next. */
class FakeIdentityProviderTest {
    @RegisterExtension
    static final FakeIdentityProvider IDP = FakeIdentityProvider.okta();

    /** Two tests that each leave it down and armed: whichever comes second finds it up and without fault. */
    @RepeatedTest(2)
    void test_thatLeavesItDownAndArmed_doesNotDisturbTheNext() throws Exception {
        IDP.start();

        assertEquals(200, get("/jwks").statusCode());
        assertEquals("state-1", click(Map.of()).get("state"));
        IDP.nextAnswer(SamlFault.WRONG_ISSUER)
                .nextAnswer(OpenIdFault.WRONG_STATE)
                .goDown();
        assertThrows(RuntimeException.class, () -> new OpenIdExchange(IDP).get("/jwks"));
    }

    @Test
    void start_again_isTheSameServer() {
        String url = IDP.start().issuer();

        assertEquals(url, IDP.start().issuer());
        assertTrue(IDP.ssoUrl().startsWith(url));
        assertTrue(IDP.metadata().contains(url));
    }

    @Test
    void nextAnswer_isFaultyOnce() throws Exception {
        IDP.start().nextAnswer(OpenIdFault.WRONG_STATE);

        assertEquals("another-state", click(Map.of()).get("state"));
        assertEquals("state-1", click(Map.of()).get("state"));
    }

    @Test
    void provider_thatIsDown_answers503() throws Exception {
        IDP.start().goDown();

        assertEquals(503, get("/jwks").statusCode());
    }

    @Test
    void close_stopsListeningUntilItIsStartedAgain() throws Exception {
        FakeIdentityProvider own = FakeIdentityProvider.okta().start();
        own.close();
        own.close();

        assertEquals(
                200,
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(own.start().issuer() + "/jwks"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode());
        own.close();
    }

    @Test
    void person_ofTheKit_isImmutable() {
        Person ada = Person.of("ada@acme.com").inGroups("a", "b").attribute("x", "1");

        assertThrows(UnsupportedOperationException.class, () -> ada.groups().clear());
        assertThrows(UnsupportedOperationException.class, () -> ada.attributes().clear());
        assertEquals("Ada Example", ada.name());
        assertEquals(ada, Person.of("ada@acme.com").inGroups("a", "b").attribute("x", "1"));
    }

    @Test
    void texts_nameThePersonaOnly() {
        assertEquals("FakeIdentityProvider[Okta]", IDP.toString());
        assertEquals("Persona[ADFS]", Persona.adfs().toString());
        assertEquals("KeyAndCertificate[CN=x]", KeyAndCertificate.named("x").toString());
    }

    @Test
    void twoProviders_ofOnePersona_signByDifferentKeys() {
        assertNotEquals(
                FakeIdentityProvider.okta().certificate(),
                FakeIdentityProvider.okta().certificate());
    }

    @Test
    void person_withoutAnAddress_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> IDP.person("ada"));
        assertThrows(IllegalArgumentException.class, () -> Person.of("@acme.com"));
    }

    private static Map<String, String> click(Map<String, String> others) throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>(
                OpenIdRequest.of(OpenIdExchange.step(others)).parameters());
        parameters.put("person", "ada@acme.com");
        HttpResponse<String> answer = get("/authorize?" + Query.write(parameters));
        return Query.of(URI.create(answer.headers().firstValue("Location").orElseThrow()));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(IDP.issuer() + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
