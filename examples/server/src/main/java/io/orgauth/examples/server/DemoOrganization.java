package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.util.List;

/** An organization and its clients: one that may do everything at the data plane, and one that may only read. */
record DemoOrganization(OrganizationId id, String name, String domain, List<DemoClient> clients) {
    DemoOrganization {
        clients = List.copyOf(clients);
    }

    static DemoOrganization create(RandomText random, String name, String domain) {
        List<DemoClient> clients =
                List.of(DemoClient.create(random, Role.ADMIN), DemoClient.create(random, Role.VIEWER));
        return new DemoOrganization(OrganizationId.of(random.id("org_")), name, domain, clients);
    }

    DemoClient client(Role role) {
        return clients.stream()
                .filter(client -> client.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("id", id.value())
                .put("name", name)
                .put("domain", domain)
                .put(
                        "clients",
                        JsonArray.of(clients.stream().map(DemoClient::json).toList()))
                .build();
    }

    static DemoOrganization of(JsonObject json) {
        return new DemoOrganization(
                OrganizationId.of(json.string("id").orElseThrow()),
                json.string("name").orElseThrow(),
                json.string("domain").orElseThrow(),
                json.array("clients").orElseThrow().objects().stream()
                        .map(DemoClient::of)
                        .toList());
    }
}
