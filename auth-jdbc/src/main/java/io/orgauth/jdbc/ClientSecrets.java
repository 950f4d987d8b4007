package io.orgauth.jdbc;

import io.orgauth.identity.ClientSecret;
import io.orgauth.identity.SecretDigest;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** The digests of a client's secrets as JSON text, the current one first. */
final class ClientSecrets {
    private ClientSecrets() {}

    static String text(List<ClientSecret> secrets) {
        return JsonText.objects(secrets.stream().map(ClientSecrets::json).toList());
    }

    static List<ClientSecret> of(String text) {
        return JsonText.objects(text).stream().map(ClientSecrets::secret).toList();
    }

    private static JsonObject json(ClientSecret secret) {
        JsonObject.Builder json = JsonObject.builder()
                .put("digest", secret.digest().hex())
                .put("hint", secret.hint())
                .put("created", secret.created().toString());
        secret.expires().ifPresent(expires -> json.put("expires", expires.toString()));
        return json.build();
    }

    private static ClientSecret secret(JsonObject json) {
        return new ClientSecret(
                new SecretDigest(json.string("digest").orElseThrow()),
                json.string("hint").orElseThrow(),
                Instant.parse(json.string("created").orElseThrow()),
                json.string("expires").map(Instant::parse));
    }
}
