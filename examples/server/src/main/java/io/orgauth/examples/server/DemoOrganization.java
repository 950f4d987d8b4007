package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.util.List;

/** An organization with a person for each role, and two clients: one that may write datasets, and one that may only read. */
record DemoOrganization(OrganizationId id, String name, String domain, List<DemoUser> users, List<DemoClient> clients) {
    DemoOrganization {
        users = List.copyOf(users);
        clients = List.copyOf(clients);
    }

    DemoUser user(Role role) {
        return users.stream()
                .filter(user -> user.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    DemoClient client(Role role) {
        return clients.stream()
                .filter(client -> client.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    JsonObject json() {
        JsonObject firstPartyClient = JsonObject.builder()
                .put("client_id", EmbeddedControlPlane.FIRST_PARTY_CLIENT)
                .build();
        return JsonObject.builder()
                .put("id", id.value())
                .put("name", name)
                .put("domain", domain)
                .put("users", JsonArray.of(users.stream().map(DemoUser::json).toList()))
                .put(
                        "clients",
                        JsonArray.of(clients.stream().map(DemoClient::json).toList()))
                .put("firstPartyClient", firstPartyClient)
                .build();
    }

    static DemoOrganization of(JsonObject json) {
        return new DemoOrganization(
                OrganizationId.of(json.string("id").orElseThrow()),
                json.string("name").orElseThrow(),
                json.string("domain").orElseThrow(),
                json.array("users").orElseThrow().objects().stream()
                        .map(DemoUser::of)
                        .toList(),
                json.array("clients").orElseThrow().objects().stream()
                        .map(DemoClient::of)
                        .toList());
    }
}
