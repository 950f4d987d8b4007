package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Role;
import org.junit.jupiter.api.Test;

/** An issuer with a path: everything but RFC 8414's metadata is below it. */
class IssuerPathTest {
    @Test
    void whoami_issuerWithPath_isAnswered() {
        String port = Integer.toString(Examples.freePort());
        String issuer = "http://localhost:" + port + "/auth";
        Web web = Web.plain();
        try (RunningExample example =
                Examples.start(new TestTime().time(), "--port", port, "--data-plane-port", "0", "--issuer", issuer)) {
            String token = web.token(issuer, example.organizations().get(0).client(Role.MEMBER));

            assertEquals(200, web.get(example.dataPlane() + "/whoami", token).status());
            String root = "http://localhost:" + port;
            assertEquals(
                    200,
                    web.get(root + "/.well-known/oauth-authorization-server/auth")
                            .status());
            assertEquals(
                    404, web.get(root + "/.well-known/openid-configuration").status());
        }
    }
}
