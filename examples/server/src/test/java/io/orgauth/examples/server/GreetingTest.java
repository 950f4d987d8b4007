package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private static final String CONTROL = "http://localhost:1";
    private static final String DATA = "http://localhost:2";

    @Test
    void text_whole_hasCommandsForEachOfThreeClients() {
        List<String> lines = greeting(List.of(organization("acme"), organization("globex")));

        List<String> tokens =
                lines.stream().filter(line -> line.startsWith("  token=$(")).toList();
        assertEquals(3, tokens.size());
        assertTrue(tokens.get(0).contains("-u 'acme-admin:s1' "), tokens.get(0));
        assertTrue(tokens.get(1).contains("-u 'globex-admin:s1' "), tokens.get(1));
        assertTrue(tokens.get(2).contains("-u 'acme-viewer:s2' "), tokens.get(2));
        assertTrue(tokens.stream().allMatch(line -> line.contains(CONTROL + "/oauth/token")));
        List<String> calls =
                lines.stream().filter(line -> line.contains("Bearer $token")).toList();
        assertEquals(4, calls.size());
        assertTrue(calls.stream().allMatch(line -> line.contains(DATA + "/")));
    }

    @Test
    void text_dataPlaneAlone_namesItsIssuer() {
        List<String> lines = greeting(List.of());

        assertEquals("OrgAuth data plane is ready, Ctrl-C stops it.", lines.get(0));
        assertTrue(lines.get(2).endsWith(CONTROL), lines.get(2));
    }

    private static List<String> greeting(List<DemoOrganization> organizations) {
        RunningExample example = new RunningExample(CONTROL, DATA, organizations, Optional.empty(), new OpenThings());
        return new Greeting(example).text().lines().toList();
    }

    private static DemoOrganization organization(String name) {
        List<DemoClient> clients = List.of(
                new DemoClient(name + "-admin", "s1", Role.ADMIN), new DemoClient(name + "-viewer", "s2", Role.VIEWER));
        return new DemoOrganization(OrganizationId.of("org_" + name), name, name + ".example", clients);
    }
}
