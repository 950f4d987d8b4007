package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private static final String CONTROL = "http://localhost:1";
    private static final String DATA = "http://localhost:2";

    private final List<String> whole = greeting(List.of(organization("acme"), organization("globex")));

    @Test
    void text_whole_hasCommandsForEachOfThreeClients() {
        List<String> tokens = whole.stream()
                .filter(line -> line.contains("client_credentials"))
                .toList();
        assertEquals(3, tokens.size());
        assertTrue(tokens.get(0).contains("-u 'acme-member:s1' "), tokens.get(0));
        assertTrue(tokens.get(1).contains("-u 'globex-member:s1' "), tokens.get(1));
        assertTrue(tokens.get(2).contains("-u 'acme-viewer:s2' "), tokens.get(2));
        assertTrue(tokens.stream().allMatch(line -> line.contains(CONTROL + "/oauth/token")));
        List<String> calls =
                whole.stream().filter(line -> line.contains(" " + DATA + "/")).toList();
        assertEquals(7, calls.size());
        assertEquals(
                4, calls.stream().filter(line -> line.contains("Bearer $token")).count());
        assertEquals(
                3, calls.stream().filter(line -> line.contains("Bearer $key")).count());
    }

    @Test
    void text_whole_hasCommandsForEachOfThreePeople() {
        List<String> tokens = whole.stream()
                .filter(line -> line.contains("grant_type=password"))
                .toList();
        assertEquals(4, tokens.size());
        assertTrue(tokens.get(0).contains("-d username=admin@acme.example -d password=p-admin "), tokens.get(0));
        assertTrue(tokens.get(1).contains("-d username=member@acme.example "), tokens.get(1));
        assertTrue(tokens.get(2).contains("-d username=admin@globex.example "), tokens.get(2));
        assertTrue(whole.contains("  api=" + CONTROL + "/api/organizations/org_acme"));
        List<String> calls =
                whole.stream().filter(line -> line.contains(" $api/")).toList();
        assertEquals(10, calls.size());
        assertTrue(calls.stream().allMatch(line -> line.contains("Bearer $token")));
    }

    @Test
    void text_whole_listsEachPersonsPassword() {
        for (String email : List.of("owner@acme.example", "viewer@globex.example")) {
            String password = "p-" + email.replaceAll("@.*", "");
            assertTrue(whole.stream().anyMatch(line -> line.matches("    " + email + " +" + password)), email);
        }
    }

    @Test
    void text_whole_hasALinkForEachConnection() {
        assertTrue(whole.stream().anyMatch(line -> line.contains("http://localhost:3")));
        assertTrue(whole.contains("    " + CONTROL + "/sign-in?connection=con_acme&return_to=/  (acme, by saml)"));
    }

    @Test
    void text_dataPlaneAlone_namesItsIssuer() {
        List<String> lines = greeting(List.of());

        assertEquals("OrgAuth data plane is ready, Ctrl-C stops it.", lines.get(0));
        assertTrue(lines.get(2).endsWith(CONTROL), lines.get(2));
    }

    private static List<String> greeting(List<DemoOrganization> organizations) {
        RunningExample example = new RunningExample(
                CONTROL,
                DATA,
                organizations,
                Optional.empty(),
                Optional.empty(),
                signIn(organizations),
                new OpenThings());
        return new Greeting(example).text().lines().toList();
    }

    private static DemoSignIn signIn(List<DemoOrganization> organizations) {
        return new DemoSignIn(
                organizations.stream().findFirst().map(any -> "http://localhost:3"),
                organizations.stream()
                        .map(organization -> new DemoConnection(
                                organization.id(), "con_" + organization.name(), "saml", "http://localhost:1/m"))
                        .toList());
    }

    private static DemoOrganization organization(String name) {
        List<DemoClient> clients = List.of(
                new DemoClient(name + "-member", "s1", Role.MEMBER),
                new DemoClient(name + "-viewer", "s2", Role.VIEWER));
        List<DemoUser> users = Stream.of("owner", "admin", "member", "viewer")
                .map(role -> new DemoUser(role + "@" + name + ".example", "p-" + role, Role.of(role)))
                .toList();
        return new DemoOrganization(OrganizationId.of("org_" + name), name, name + ".example", users, clients);
    }
}
