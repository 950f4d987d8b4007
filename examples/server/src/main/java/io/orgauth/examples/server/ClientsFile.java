package io.orgauth.examples.server;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file of {@code --clients}: static clients, named as in RFC 7591, section 2, each owned by one of the demo
 * organizations.
 *
 * <pre>{@code
 * {"clients": [{"client_id": "reports", "client_secret": "at-least-32-characters-and-random",
 *               "organization": "acme.example", "roles": ["viewer"],
 *               "token_endpoint_auth_method": "client_secret_basic"}]}
 * }</pre>
 */
final class ClientsFile {
    private static final Set<String> MEMBERS =
            Set.of("client_id", "client_secret", "organization", "roles", "token_endpoint_auth_method");
    private static final Set<String> METHODS = Set.of("client_secret_basic", "client_secret_post");

    private final Path file;
    private final List<DemoOrganization> organizations;

    private ClientsFile(Path file, List<DemoOrganization> organizations) {
        this.file = file;
        this.organizations = organizations;
    }

    static List<RegisteredClient> read(Path file, List<DemoOrganization> organizations) {
        return new ClientsFile(file, organizations).clients();
    }

    private List<RegisteredClient> clients() {
        try {
            JsonObject document = Json.parseObject(Files.readAllBytes(file));
            return document.array("clients").orElseThrow(() -> refused("has no array \"clients\"")).objects().stream()
                    .map(this::client)
                    .toList();
        } catch (IOException e) {
            throw refused("can't be read");
        } catch (JsonException e) {
            throw refused("is not as expected: " + e.getMessage());
        }
    }

    private RegisteredClient client(JsonObject json) {
        Set<String> unknown = new TreeSet<>(json.names());
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty()) {
            throw refused("has unknown members, use only " + new TreeSet<>(MEMBERS));
        }
        if (!METHODS.contains(json.string("token_endpoint_auth_method").orElse("client_secret_basic"))) {
            throw refused("has a token_endpoint_auth_method that is none of " + new TreeSet<>(METHODS));
        }
        return new RegisteredClient(
                id(required(json, "client_id")),
                organization(required(json, "organization")).id(),
                role(json),
                secret(required(json, "client_secret")));
    }

    /** A client that is called like a user or an organization could be taken for one as a token's subject. */
    private String id(String id) {
        if (!id.matches("[A-Za-z0-9._~-]{1,255}") || id.startsWith("usr_") || id.startsWith("org_")) {
            throw refused("has a client_id with other characters than letters, digits and -._~, or that begins with"
                    + " usr_ or org_");
        }
        return id;
    }

    /** Unreserved characters are the same with and without the encoding of RFC 6749, 2.3.1, which half of all clients forget. */
    private String secret(String secret) {
        if (!secret.matches("[A-Za-z0-9._~-]{32,255}")) {
            throw refused("has a client_secret that is not 32 to 255 letters, digits and -._~");
        }
        return secret;
    }

    private Role role(JsonObject json) {
        List<String> roles = json.strings("roles").orElse(List.of());
        if (roles.size() != 1 || DemoRoles.grant(Role.of(roles.get(0))).isEmpty()) {
            throw refused("has \"roles\" that are not one of admin, member and viewer");
        }
        return Role.of(roles.get(0));
    }

    private DemoOrganization organization(String idOrDomain) {
        return organizations.stream()
                .filter(organization -> organization.id().value().equals(idOrDomain)
                        || organization.domain().equals(idOrDomain))
                .findFirst()
                .orElseThrow(() -> refused("names an unknown organization, use an id or domain of the demo"));
    }

    private String required(JsonObject json, String member) {
        return json.string(member).orElseThrow(() -> refused("has a client without \"" + member + "\""));
    }

    private StartException refused(String problem) {
        return new StartException(Option.CLIENTS.flag() + " " + file + " " + problem);
    }
}
