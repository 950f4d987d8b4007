package io.orgauth.examples.server;

import io.orgauth.controlplane.ControlPlaneBuilder;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.ClientMetadata.Authentication;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An OAuth client of the operator's file. It holds the client's secret, so it is no record. */
final class StaticClient {
    private final String id;
    private final String name;
    private final ClientMetadata metadata;
    private final Optional<String> secret;

    private StaticClient(String id, String name, ClientMetadata metadata, Optional<String> secret) {
        this.id = id;
        this.name = name;
        this.metadata = metadata;
        this.secret = secret;
    }

    /**
     * Reads one in the words of RFC 7591, 2, where what is not understood is passed over.
     *
     * @throws IllegalArgumentException with what to change
     * @throws JsonException if a member is of another type
     */
    static StaticClient of(JsonObject json) {
        String id = json.string("client_id")
                .orElseThrow(() -> new IllegalArgumentException("has no client_id, choose one such as app_shop"));
        ClientMetadata metadata = ClientMetadata.of(withGrants(json));
        Optional<String> secret = json.string("client_secret");
        if (metadata.authentication() == Authentication.CLIENT_SECRET && secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "proves itself by a secret: add client_secret, or say token_endpoint_auth_method none");
        }
        return new StaticClient(id, json.string("client_name").orElse(id), metadata, secret);
    }

    /** RFC 7591, 2: who names no grant means the code. */
    private static JsonObject withGrants(JsonObject json) {
        if (json.has("grant_types")) {
            return json;
        }
        JsonObject.Builder complete = JsonObject.builder();
        json.names().forEach(name -> complete.put(name, json.value(name).orElseThrow()));
        return complete.put("grant_types", List.of("authorization_code")).build();
    }

    void addTo(ControlPlaneBuilder controlPlane) {
        if (secret.isPresent()) {
            controlPlane.client(id, name, metadata, secret.get());
        } else {
            controlPlane.client(id, name, metadata);
        }
    }

    /** Of its pages, which call the data plane too. */
    Set<String> origins() {
        return metadata.uris().origins();
    }

    /** The id only. */
    @Override
    public String toString() {
        return "StaticClient[" + id + "]";
    }
}
