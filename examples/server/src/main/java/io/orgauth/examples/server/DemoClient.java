package io.orgauth.examples.server;

import io.orgauth.Role;
import io.orgauth.json.JsonObject;
import java.util.List;

/** A client whose secret the example still knows, to print it and write it down; a product shows a secret once. */
final class DemoClient {
    private final String id;
    private final String secret;
    private final Role role;

    DemoClient(String id, String secret, Role role) {
        this.id = id;
        this.secret = secret;
        this.role = role;
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    Role role() {
        return role;
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("client_id", id)
                .put("client_secret", secret)
                .put("roles", List.of(role.key()))
                .build();
    }

    static DemoClient of(JsonObject json) {
        return new DemoClient(
                json.string("client_id").orElseThrow(),
                json.string("client_secret").orElseThrow(),
                Role.of(json.strings("roles").orElseThrow().get(0)));
    }

    /** The id only. */
    @Override
    public String toString() {
        return "DemoClient[" + id + "]";
    }
}
