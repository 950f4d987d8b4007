package io.orgauth.controlplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Permission;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.GrantType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/oauth.md does what it says, as it stands there. */
class OAuthGuideTest {
    private static final Guide GUIDE = Guide.page("oauth.md");

    @Test
    void registration_asShown_isTaken() {
        String shopSecret = "a-secret-of-more-than-20-characters";
        ControlPlaneBuilder builder = ControlPlane.builder()
                .client(
                        "spa",
                        "Model browser",
                        ClientMetadata.publicClient("https://spa.example.com/callback")
                                .callableFrom("https://spa.example.com")
                                .afterLogout("https://spa.example.com/"))
                .client(
                        "shop",
                        "Model shop",
                        ClientMetadata.web("https://shop.example.com/callback").limitedTo(Permission.of("models:read")),
                        shopSecret)
                .client(
                        "cli",
                        "Command line",
                        ClientMetadata.publicClient("http://127.0.0.1/callback")
                                .asFirstParty()
                                .allowing(GrantType.DEVICE_CODE));
        assertEquals(List.of("spa", "shop", "cli"), List.copyOf(builder.clients.keySet()));

        String here = withoutLayout(Guide.read(Path.of("src/test/java/io/orgauth/controlplane/OAuthGuideTest.java")));
        List<String> blocks = GUIDE.blocks("java");
        assertEquals(1, blocks.size());
        assertTrue(here.contains(withoutLayout(blocks.get(0))), blocks.get(0));
    }

    private static String withoutLayout(String text) {
        return text.replaceAll("\\s", "");
    }

    /** Each test class that the guide points at is there. */
    @Test
    void tests_thatAreNamed_exist() {
        List<String> names = Pattern.compile("`([A-Z][A-Za-z]+Test)`")
                .matcher(Guide.read(Path.of("..", "docs", "oauth.md")))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertTrue(names.size() > 10, names::toString);
        for (String name : names) {
            boolean found = List.of(
                            "src/test/java/io/orgauth/oauth",
                            "../auth-core/src/test/java/io/orgauth/token",
                            "../examples/server/src/test/java/io/orgauth/examples/server")
                    .stream()
                    .anyMatch(folder -> Path.of(folder, name + ".java").toFile().isFile());
            assertTrue(found, () -> String.format(Locale.ROOT, "%s is no test", name));
        }
    }
}
