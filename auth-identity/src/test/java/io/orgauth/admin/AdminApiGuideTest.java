package io.orgauth.admin;

import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.admin.AdminFixture.Operation;
import io.orgauth.controlplane.Guide;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.AdminPermissions;
import io.orgauth.identity.IdentityReason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/admin-api.md lists every operation with the permission that it needs, and every code. */
@TestInstance(Lifecycle.PER_CLASS)
class AdminApiGuideTest {
    private static final Guide GUIDE = Guide.page("admin-api.md");
    private static final Pattern OPERATION = Pattern.compile("\\| `([A-Z]+ /\\S*)` \\| `([a-z:-]+)` \\| (.*?) ?\\|.*");
    private static final Pattern ERROR = Pattern.compile("\\| (\\d{3}) \\| (.*?) \\|.*");

    private final AdminFixture fixture = new AdminFixture();

    @AfterAll
    void close() {
        fixture.close();
    }

    static Stream<Arguments> rows() {
        return GUIDE.rows(OPERATION).stream().map(row -> Arguments.of(row.group(1), row.group(2), row.group(3)));
    }

    @Test
    void operations_inTheGuide_areThoseOfTheApi() {
        List<Object> shown = rows().map(row -> row.get()[0]).toList();
        assertEquals(AdminFixture.OPERATIONS.stream().map(Operation::toString).toList(), shown);
    }

    @ParameterizedTest(name = "{0} needs {1}")
    @MethodSource("rows")
    void operation_withEveryOtherPermission_isDenied(String name, String permission, String members) {
        Set<Permission> others = new HashSet<>(AdminPermissions.all());
        assertTrue(others.remove(Permission.of(permission)));
        HttpResponse denied = fixture.send(operation(name), Optional.of(clientWith(others)));
        assertEquals(403, denied.status());
        assertEquals("permission_missing", text(json(denied), "code"));
    }

    @ParameterizedTest(name = "{0} takes {2}")
    @MethodSource("rows")
    void operation_bodyInTheGuide_isWhatItTakes(String name, String permission, String members) {
        Set<String> shown = Pattern.compile("`(\\w+)`")
                .matcher(members)
                .results()
                .map(member -> member.group(1))
                .collect(Collectors.toSet());
        assertEquals(operation(name).body().keySet(), shown);
    }

    @Test
    void codes_inTheGuide_areAllThatTheServicesHaveForAdministrators() {
        Set<String> shown = new TreeSet<>();
        GUIDE.rows(ERROR)
                .forEach(row -> Pattern.compile("`(\\w+)`")
                        .matcher(row.group(2))
                        .results()
                        .forEach(code -> shown.add(code.group(1))));
        Set<String> ofPeople =
                Set.of("link_not_valid", "password_not_acceptable", "sign_in_failed", "too_many_attempts");
        for (IdentityReason reason : IdentityReason.values()) {
            assertEquals(!ofPeople.contains(reason.code()), shown.contains(reason.code()), reason.code());
        }
    }

    private String clientWith(Set<Permission> permissions) {
        var auth = fixture.plane.auth;
        var organization = fixture.plane.acme.id();
        String key = "all-but-"
                + auth.roles().page(organization, Optional.empty(), 500).size();
        auth.roles().create(organization, key, permissions);
        var client = auth.clients().create(organization, key, Set.of(Role.of(key)));
        String form =
                "grant_type=client_credentials&client_id=" + client.owner().id() + "&client_secret=" + client.secret();
        return text(json(fixture.plane.token(form)), "access_token");
    }

    private static Operation operation(String name) {
        return AdminFixture.OPERATIONS.stream()
                .filter(op -> op.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
