package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.orgauth.Principal;
import io.orgauth.Reason;
import java.util.Optional;

/** What the tests of the gate ask and assert. */
final class Decisions {
    static final String TOKEN = "aGVhZA.Ym9keQ.c2ln";

    private Decisions() {}

    static HttpRequest.Builder anonymous(String method, String target) {
        return HttpRequest.builder(method, target).header("Host", "data.acme.example");
    }

    static HttpRequest.Builder bearer(String method, String target) {
        return anonymous(method, target).header("Authorization", "Bearer " + TOKEN);
    }

    static HttpResponse assertRefused(Reason reason, int status, Decision decision) {
        Decision.Answer answer = assertInstanceOf(Decision.Answer.class, decision);
        assertEquals(Optional.of(reason), answer.reason());
        assertEquals(status, answer.response().status());
        return answer.response();
    }

    static Principal assertAdmitted(Decision decision) {
        return assertInstanceOf(Decision.Admitted.class, decision, decision::toString)
                .principal();
    }

    static void assertAnonymous(Decision decision) {
        assertInstanceOf(Decision.Anonymous.class, decision, decision::toString);
    }

    static Optional<String> header(HttpResponse response, String name) {
        return response.headers().single(name);
    }
}
