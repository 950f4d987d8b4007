package io.orgauth.token;

import io.orgauth.file.AtomicFile;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the JWK Set and the discovery document as static files. */
final class SigningKeysExport {
    private SigningKeysExport() {}

    static void write(String issuer, String jwksUri, byte[] jwks, List<SigningKey> keys, Path directory) {
        IssuerUrl.require(issuer, IssuerUrl.Scheme.HTTPS_OR_LOOPBACK_HTTP);
        IssuerUrl.require(jwksUri, IssuerUrl.Scheme.HTTPS_OR_LOOPBACK_HTTP);
        Path wellKnown = directory.resolve(".well-known");
        try {
            // Keys first: a discovery document never points to keys that are not there.
            AtomicFile.readable(directory.resolve("jwks.json")).replace(jwks);
            Files.createDirectories(wellKnown);
            AtomicFile.readable(wellKnown.resolve("openid-configuration")).replace(discovery(issuer, jwksUri, keys));
        } catch (IOException e) {
            throw new UncheckedIOException("keys and discovery can't be written to " + directory, e);
        }
    }

    /** What verifiers of tokens read (OpenID Connect Discovery, 3); there is no endpoint to sign in at behind files. */
    private static byte[] discovery(String issuer, String jwksUri, List<SigningKey> keys) {
        List<String> algorithms = keys.stream()
                .map(key -> key.algorithm().headerName())
                .distinct()
                .sorted()
                .toList();
        JsonObject document = JsonObject.builder()
                .put("issuer", issuer)
                .put("jwks_uri", jwksUri)
                .put("response_types_supported", List.of("id_token"))
                .put("subject_types_supported", List.of("public"))
                .put("id_token_signing_alg_values_supported", algorithms)
                .build();
        return Json.write(document);
    }
}
