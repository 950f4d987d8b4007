package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Paths that a container may map to a protected servlet although they do not look like it. However a container reads
 * them, nobody without the permission gets there.
 */
abstract class PathContract extends ContainerContract {
    private final String mount;
    private final Report models = new Report("models");
    private final Report open = new Report("open");
    private final Report rest = new Report("rest");

    PathContract(Container container, String mount) {
        super(container);
        this.mount = mount;
    }

    @Override
    App app() {
        AuthFilter filter = AuthFilter.builder()
                .accept(new FixedTokens())
                .require("/models/*", FixedTokens.READ)
                .allowAnonymous("/open/*")
                .build();
        return App.at(mount)
                .filter(filter)
                .servlet("/models/*", models)
                .servlet("/open/*", open)
                .servlet("/", rest);
    }

    @BeforeEach
    void forget() {
        models.callers.clear();
        open.callers.clear();
        rest.callers.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@/models/1",
                "@/models",
                "@/models/",
                "@/models/1/",
                "@/models/1?x=/open/1",
                "@/models/1?/../open/1",
                "@/models/1;/open/1",
                "@/models/1#/open/1",
                "@/models;jsessionid=1/1",
                "@/;x/models/1",
                "@;x/models/1",
                "@//models/1",
                "@/models//1",
                "@/./models/1",
                "@/%2e/models/1",
                "@/open/../models/1",
                "@/open/%2e%2e/models/1",
                "@/open/.%2e/models/1",
                "@/open/%2E./models/1",
                "@/open/..;/models/1",
                "@/open/..;x=1/models/1",
                "@/open/..%3b/models/1",
                "@/open/x/../../models/1",
                "@/open/%2e%2e%2fmodels/1",
                "@/open/..%2fmodels/1",
                "@/open%2f..%2fmodels/1",
                "@/open/..%5cmodels/1",
                "@/open/..\\models/1",
                "@\\models\\1",
                "@/open/%252e%252e/models/1",
                "@/open/%c0%ae%c0%ae/models/1",
                "@/open/%u002e%u002e/models/1",
                "@/open/%00/../models/1",
                "@/models%00/1",
                "@/%6dodels/1",
                "@/%6Dodels/1",
                "@/%256dodels/1",
                "@/model%73/1",
                "@/MODELS/1",
                "@/Models/1",
                "@/model\u017f/1",
                "@/model%c5%bf/1",
                "@/models%2f1",
                "@/models%5c1",
                "@%2fmodels/1",
                "/x/..@/models/1",
                "/x/%2e%2e@/models/1",
                "/.@/models/1",
                "/%2e@/models/1",
                "/;x@/models/1",
                "//localhost@/models/1",
                "http://localhost@/models/1",
                "http://localhost/open/..@/models/1",
                "http://user:pass@localhost@/models/1",
                "@/open/..",
                "@/open/../",
                "@/..@/models/1",
                "@/open/..@/models/1",
                "@/%61/..//models/1",
                "/%61pp/models/1",
                "/a%70p/models/1",
                "models/1",
                "@/models/1%",
                "@/models/%zz",
                "@/models/{1}",
                "@/models/1%20",
                "@/models/1%09",
            })
    void path_howeverSpelled_reachesTheProtectedServletOnlyWithThePermission(String template) {
        String target = template.replaceAll("@(?!localhost)", mount);
        for (String header : new String[] {"X-No: credential", FixedTokens.BOB, "Authorization: Bearer eve"}) {
            http().get(target, header);
        }
        assertEquals(0, models.callers.size(), () -> target + " reached it as " + models.callers);
        assertTrue(
                rest.callers.stream().allMatch("bob"::equals), () -> target + " reached the rest as " + rest.callers);
        assertTrue(open.callers.stream().allMatch("nobody"::equals), () -> target + " proved " + open.callers);
        http().get(target, FixedTokens.ADA);
        assertTrue(models.callers.stream().allMatch("ada"::equals), () -> target + " reached it as " + models.callers);
    }

    @Test
    void path_plain_reachesEachServlet() {
        http().get(mount + "/models/1", FixedTokens.ADA);
        http().get(mount + "/open/1");
        http().get(mount + "/rest", FixedTokens.BOB);
        assertEquals("[ada] [nobody] [bob]", models.callers + " " + open.callers + " " + rest.callers);
    }

    /** Harmless encodings work: refusing them would break clients without protecting anybody. */
    @Test
    void path_encodedLetter_reachesTheServlet() {
        http().get(mount + "/%6dodels/1", FixedTokens.ADA);
        assertEquals("[ada]", models.callers.toString());
    }
}
