package io.orgauth.examples.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The clients that somebody else's OAuth libraries are: one for each way to prove oneself, and one for each kind of place to run at. */
final class PeerClients {
    private static final String CLIENTS = """
            [
              {"client_id": "app_basic", "client_name": "Web shop", "client_secret": "a secret: 100%% of + and \\u00fc & more",
               "redirect_uris": ["https://shop.example/callback"], "post_logout_redirect_uris": ["https://shop.example/bye"],
               "grant_types": ["authorization_code", "refresh_token"], "token_endpoint_auth_method": "client_secret_basic"},
              {"client_id": "app_post", "client_secret": "another-secret-of-the-peers",
               "redirect_uris": ["https://shop.example/callback"],
               "grant_types": ["authorization_code", "refresh_token"], "token_endpoint_auth_method": "client_secret_post"},
              {"client_id": "app_assertion", "jwks": {"keys": [%s]},
               "redirect_uris": ["https://shop.example/callback"],
               "grant_types": ["authorization_code", "refresh_token"], "token_endpoint_auth_method": "private_key_jwt"},
              {"client_id": "app_native", "redirect_uris": ["http://127.0.0.1/callback", "http://[::1]/callback"],
               "grant_types": ["authorization_code", "refresh_token"], "token_endpoint_auth_method": "none"},
              {"client_id": "app_page", "redirect_uris": ["%s"], "allowed_origins": ["%s"],
               "grant_types": ["authorization_code", "refresh_token"], "token_endpoint_auth_method": "none"},
              {"client_id": "app_device", "client_name": "Television",
               "grant_types": ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"],
               "token_endpoint_auth_method": "none"}
            ]
            """;

    private PeerClients() {}

    /** Writes {@code clients.json}, and the key of the one that signs. */
    static Path write(Path directory, String page) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID("key-1").generate();
            Files.writeString(directory.resolve("key.json"), key.toJSONString());
            String origin = page.replaceFirst("(//[^/]*)/.*", "$1");
            String clients = CLIENTS.formatted(key.toPublicJWK().toJSONString(), page, origin);
            return Files.writeString(directory.resolve("clients.json"), clients);
        } catch (IOException | JOSEException e) {
            throw new AssertionError("no clients for the peers", e);
        }
    }
}
