package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.List;

/** What is printed once everything runs: URLs, and whole commands to paste. */
final class Greeting {
    private final RunningExample example;

    Greeting(RunningExample example) {
        this.example = example;
    }

    String text() {
        return example.organizations().isEmpty() ? dataPlaneAlone() : whole();
    }

    private String dataPlaneAlone() {
        return """
                OrgAuth data plane is ready, Ctrl-C stops it.
                  data plane     %s
                  issuer         %s
                """.formatted(example.dataPlane(), example.issuer());
    }

    private String whole() {
        List<DemoOrganization> organizations = example.organizations();
        DemoOrganization first = organizations.get(0);
        DemoOrganization second = organizations.get(1);
        String head = """
                OrgAuth example is ready, Ctrl-C stops it.
                  control plane  %s
                  data plane     %s  (admits %s, %s)
                  in a browser   %s  signs in whoever you choose below
                """.formatted(example.issuer(), example.dataPlane(), first.name(), first.id(), example.home());
        return head
                + example.trust()
                        .map(trust -> "  root key       " + trust.rootKey()
                                + "  (for --root-key of a data plane elsewhere)\n")
                        .orElse("")
                + signIn()
                + people(organizations)
                + "\nTry, in another terminal:\n"
                + dataPlane(first, second)
                + controlPlane(first, second)
                + apiKey(first);
    }

    private String signIn() {
        StringBuilder signIn = new StringBuilder();
        example.signIn()
                .idp()
                .ifPresent(url -> signIn.append(
                        "  their provider %s  where they sign in by a click, and newcomers too:\n".formatted(url)));
        for (DemoConnection connection : example.signIn().connections()) {
            signIn.append("    %s/sign-in?connection=%s&return_to=/  (%s, by %s)\n"
                    .formatted(
                            example.issuer(), connection.id(), name(connection.organization()), connection.protocol()));
        }
        return signIn.toString();
    }

    private String name(OrganizationId id) {
        return example.organizations().stream()
                .filter(organization -> organization.id().equals(id))
                .findFirst()
                .map(DemoOrganization::name)
                .orElseThrow();
    }

    private static String people(List<DemoOrganization> organizations) {
        StringBuilder people = new StringBuilder();
        for (DemoOrganization organization : organizations) {
            people.append("  people of ").append(organization.name()).append(", with their passwords\n");
            for (DemoUser user : organization.users()) {
                people.append("    %-23s %s\n".formatted(user.email(), user.password()));
            }
        }
        return people.toString();
    }

    private String dataPlane(DemoOrganization first, DemoOrganization second) {
        return step("1. A client of " + first.name() + " gets a token; the data plane knows whose it is:")
                + token(first.client(Role.MEMBER))
                + call("/whoami")
                + step("2. A token of " + second.name() + " is refused there, 401:")
                + token(second.client(Role.MEMBER))
                + call("/whoami")
                + step("3. A viewer may read datasets, but not write them, 403:")
                + token(first.client(Role.VIEWER))
                + call("/datasets")
                + call("/datasets" + body("{\"name\":\"mnist\"}"));
    }

    private String controlPlane(DemoOrganization first, DemoOrganization second) {
        return step("4. An admin of " + first.name()
                        + " signs in by password and lists the members, invites one (the link"
                        + "\n   is printed here), makes a role and a client, and finds all of it in the audit:")
                + token(first.user(Role.ADMIN))
                + "  api=" + example.issuer() + "/api/organizations/" + first.id() + "\n"
                + admin("members")
                + admin("invitations" + body("{\"email\":\"new@partner.example\",\"roles\":[\"viewer\"]}"))
                + admin("roles" + body("{\"key\":\"curator\",\"permissions\":[\"dataset:read\",\"dataset:write\"]}"))
                + admin("clients" + body("{\"name\":\"Nightly report\",\"roles\":[\"viewer\"]}"))
                + admin("audit")
                + step("5. A member may not, 403:")
                + token(first.user(Role.MEMBER))
                + admin("members")
                + step("6. To an admin of " + second.name() + " there is no such organization, 404:")
                + token(second.user(Role.ADMIN))
                + admin("members");
    }

    private String apiKey(DemoOrganization organization) {
        String found = "  key=$(echo \"$made\" | sed 's/.*\"secret\":\"//; s/\".*//');"
                + " id=$(echo \"$made\" | sed 's/.*\"id\":\"//; s/\".*//')\n";
        return step("7. The admin makes an API key, which reads and writes datasets until it is narrowed, 403, and"
                        + "\n   deactivated, 401:")
                + token(organization.user(Role.ADMIN))
                + "  made=$(curl -s -H \"Authorization: Bearer $token\"" + body("{\"name\":\"ci pipeline\"}")
                + " $api/api-keys)\n"
                + found
                + byKey("/datasets" + body("{\"name\":\"by-a-key\"}"))
                + admin("api-keys/$id -X PATCH" + body("{\"permissions\":[\"dataset:read\"]}"))
                + byKey("/datasets" + body("{\"name\":\"once-more\"}"))
                + admin("api-keys/$id -X DELETE")
                + byKey("/datasets");
    }

    private String byKey(String path) {
        return "  curl -si -H \"Authorization: Bearer $key\" " + example.dataPlane() + path + "; echo\n";
    }

    private static String step(String what) {
        return "\n" + what + "\n";
    }

    private String token(DemoClient client) {
        return token("-u '%s:%s' -d grant_type=client_credentials".formatted(client.id(), client.secret()));
    }

    private String token(DemoUser user) {
        return token("-d grant_type=password -d client_id=%s -d username=%s -d password=%s"
                .formatted(EmbeddedControlPlane.FIRST_PARTY_CLIENT, user.email(), user.password()));
    }

    private String token(String how) {
        return "  token=$(curl -s %s/oauth/token %s | sed 's/.*\"access_token\":\"//; s/\".*//')\n"
                .formatted(example.issuer(), how);
    }

    private String call(String path) {
        return get(example.dataPlane() + path);
    }

    private static String admin(String path) {
        return get("$api/" + path);
    }

    private static String get(String url) {
        return "  curl -si -H \"Authorization: Bearer $token\" " + url + "; echo\n";
    }

    private static String body(String json) {
        return " -H 'Content-Type: application/json' -d '" + json + "'";
    }
}
