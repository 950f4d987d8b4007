package io.orgauth.examples.server;

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

                Try, in another terminal:
                """.formatted(example.issuer(), example.dataPlane(), first.name(), first.id());
        return head
                + step("1. A client of " + first.name() + " gets a token; the data plane knows whose it is:")
                + token(first.client(Role.ADMIN))
                + call("/whoami")
                + step("2. A token of " + second.name() + " is refused there, 401:")
                + token(second.client(Role.ADMIN))
                + call("/whoami")
                + step("3. A viewer may read datasets, but not write them, 403:")
                + token(first.client(Role.VIEWER))
                + call("/datasets")
                + call("/datasets -H 'Content-Type: application/json' -d '{\"name\":\"mnist\"}'");
    }

    private static String step(String what) {
        return "\n" + what + "\n";
    }

    private String token(DemoClient client) {
        return "  token=$(curl -s %s/oauth/token -u '%s:%s' -d grant_type=client_credentials | sed 's/.*\"access_token\":\"//; s/\".*//')\n"
                .formatted(example.issuer(), client.id(), client.secret());
    }

    private String call(String path) {
        return "  curl -si -H \"Authorization: Bearer $token\" " + example.dataPlane() + path + "; echo\n";
    }
}
