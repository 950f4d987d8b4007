package io.orgauth.controlplane;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/control-plane.md does what it says, as it stands there. */
class ControlPlaneGuideTest {
    private static final Guide GUIDE = Guide.page("control-plane.md");

    @Test
    void session_withCurlAlone_goesAsShown() {
        ControlPlane auth = ControlPlane.builder()
                .issuer("http://localhost:8080/auth")
                .allowLoopbackHttp() // https and no switch anywhere else
                .permissions("dataset:read", "dataset:write")
                .grant(Role.MEMBER, "dataset:read")
                .stores(Stores.inMemory())
                .mailer(mail -> System.out.println("link for " + mail.to() + ": " + mail.secret()))
                .client(
                        "acme-cli",
                        "Acme on the command line",
                        ClientMetadata.publicClient("http://127.0.0.1/callback")
                                .asFirstParty()
                                .allowing(GrantType.PASSWORD)) // so that the commands below need no browser
                .build();

        Organization acme = auth.organizations().create("Acme", "acme.com");
        User ada = auth.users().create(acme.id(), "ada@acme.com", Role.ADMIN);
        auth.passwords().set(ada.id(), "four words and a verb");

        User mia = auth.users().create(acme.id(), "mia@acme.com", Role.MEMBER);
        auth.passwords().set(mia.id(), "four words and a noun");
        Organization globex = auth.organizations().create("Globex", "globex.com");
        User gil = auth.users().create(globex.id(), "gil@globex.com", Role.ADMIN);
        auth.passwords().set(gil.id(), "four words and a name");

        try (auth) {
            CurlSession session = new CurlSession(auth.endpoints());
            GUIDE.blocks("sh").forEach(session::run);
        }
    }

    @Test
    void java_inTheGuide_isWhatRunsAbove() {
        String here = Guide.read(Path.of("src/test/java/io/orgauth/controlplane/ControlPlaneGuideTest.java"));
        List<String> blocks = GUIDE.blocks("java").stream()
                .filter(block -> !block.startsWith("context."))
                .toList();
        assertTrue(blocks.size() > 1);
        for (String block : blocks) {
            assertTrue(withoutLayout(here).contains(withoutLayout(block)), block);
        }
    }

    @Test
    void java_toARunningControlPlane_isAtMostFifteenLines() {
        long lines = GUIDE.blocks("java").subList(0, 2).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .count();
        assertTrue(lines <= 15, lines + " lines");
    }

    private static String withoutLayout(String java) {
        return java.replaceAll(" // .*", "").replaceAll("\\s", "");
    }
}
