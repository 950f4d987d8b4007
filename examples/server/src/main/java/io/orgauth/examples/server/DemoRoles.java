package io.orgauth.examples.server;

import io.orgauth.Grant;
import io.orgauth.Permission;
import io.orgauth.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the example grants to whom at its data plane. */
final class DemoRoles {
    static final Permission DATASET_READ = Permission.of("dataset:read");
    static final Permission DATASET_WRITE = Permission.of("dataset:write");

    private static final Map<Role, Set<Permission>> GRANTED = Map.of(
            Role.ADMIN, Set.of(DATASET_READ, DATASET_WRITE),
            Role.MEMBER, Set.of(DATASET_READ, DATASET_WRITE),
            Role.VIEWER, Set.of(DATASET_READ));

    private DemoRoles() {}

    /** Empty if there is no such role. */
    static Optional<Grant> grant(Role role) {
        return Optional.ofNullable(GRANTED.get(role)).map(permissions -> new Grant(permissions, Set.of(role)));
    }
}
