package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsOwnershipTest {
    private final Endpoints endpoints = Endpoints.builder()
            .at("GET", "/clients/{id}", request -> HttpResponse.noContent())
            .build()
            .under("/auth");

    /** What an adapter is told before it reads the body must be what happens once it has. */
    @ParameterizedTest
    @CsvSource({
        "GET, /auth/clients/1, true",
        "POST, /auth/clients/1?x=1, true",
        "GET, /auth/%63lients/1, true",
        "GET, /clients/1, false",
        "GET, /auth/clients, false",
        "GET, /auth/clients/, false",
        "GET, /auth/./clients/1, false",
    })
    void owns_request_isWhetherItWillBeAnswered(String method, String target, boolean ours) {
        HttpRequest request = HttpRequest.builder(method, target).build();
        assertEquals(ours, endpoints.owns(request));
        assertEquals(ours, endpoints.answer(request).isPresent());
    }
}
