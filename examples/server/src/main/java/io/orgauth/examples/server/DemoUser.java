package io.orgauth.examples.server;

import io.orgauth.Role;
import io.orgauth.json.JsonObject;
import java.util.List;

/** A person whose password the example still knows, to print it and write it down; a product never does. */
final class DemoUser {
    private final String email;
    private final String password;
    private final Role role;

    DemoUser(String email, String password, Role role) {
        this.email = email;
        this.password = password;
        this.role = role;
    }

    String email() {
        return email;
    }

    String password() {
        return password;
    }

    Role role() {
        return role;
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("email", email)
                .put("password", password)
                .put("roles", List.of(role.key()))
                .build();
    }

    static DemoUser of(JsonObject json) {
        return new DemoUser(
                json.string("email").orElseThrow(),
                json.string("password").orElseThrow(),
                Role.of(json.strings("roles").orElseThrow().get(0)));
    }

    /** The address only. */
    @Override
    public String toString() {
        return "DemoUser[" + email + "]";
    }
}
