package io.orgauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The provider as an extension: what one test leaves behind, the next does not find. The order shows it, and nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FakeIdentityProviderTest {
    @RegisterExtension
    static final FakeIdentityProvider IDP = FakeIdentityProvider.okta();

    @Test
    @Order(1)
    void test_thatLeavesItDownAndArmed() {
        IDP.nextAnswer(SamlFault.EXPIRED).nextAnswer(OpenIdFault.EXPIRED).goDown();

        assertThrows(RuntimeException.class, () -> new OpenIdExchange(IDP).get("/jwks"));
    }

    @Test
    @Order(2)
    void nextTest_findsItUpAndWithoutFault() throws Exception {
        IDP.start();

        assertEquals(200, get("/jwks").statusCode());
        String code = click(Map.of()).get("code");
        assertFalse(code.isEmpty());
    }

    @Test
    @Order(3)
    void start_again_isTheSameServer() {
        String url = IDP.issuer();

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
