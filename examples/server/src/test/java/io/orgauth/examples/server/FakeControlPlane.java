package io.orgauth.examples.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An issuer that signs whatever a test wants signed. */
final class FakeControlPlane implements AutoCloseable {
    private final HttpServer server;
    private final RSAKey key;

    private FakeControlPlane(HttpServer server, RSAKey key) {
        this.server = server;
        this.key = key;
    }

    static FakeControlPlane start() throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(2_048)
                .keyID("fake-1")
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        FakeControlPlane fake = new FakeControlPlane(server, key);
        fake.at("/jwks.json", new JWKSet(key).toString());
        fake.at(
                "/.well-known/openid-configuration",
                "{\"issuer\": \"ISSUER\", \"jwks_uri\": \"ISSUER/jwks.json\"}".replace("ISSUER", fake.issuer()));
        server.start();
        return fake;
    }

    private void at(String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String sign(String type, JWTClaimsSet claims) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
