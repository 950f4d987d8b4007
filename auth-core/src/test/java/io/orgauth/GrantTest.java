package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantTest {
    private static final Permission READ = Permission.of("models:read");
    private static final Permission WRITE = Permission.of("models:write");

    @Test
    void narrowedTo_aLimit_isTheIntersectionWithoutRoles() {
        Grant grant = new Grant(Set.of(READ, WRITE), Set.of(Role.ADMIN));
        assertEquals(Grant.of(Set.of(READ)), grant.narrowedTo(Set.of(READ, Permission.of("users:write"))));
        assertEquals(new Grant(Set.of(READ, WRITE), Set.of()), grant.narrowedTo(Set.of(READ, WRITE)));
        assertEquals(Grant.NONE, grant.narrowedTo(Set.of()));
    }

    @Test
    void narrowedTo_moreThanIsHeld_addsNothing() {
        assertEquals(Grant.NONE, Grant.NONE.narrowedTo(Set.of(READ)));
    }

    @Test
    void narrowedTo_twice_isNarrowedToBoth() {
        Grant grant = Grant.of(Set.of(READ, WRITE));
        assertEquals(grant.narrowedTo(Set.of()), grant.narrowedTo(Set.of(READ)).narrowedTo(Set.of(WRITE)));
    }

    @Test
    void sets_changedAfterwards_changeNothing() {
        Set<Permission> permissions = new HashSet<>(Set.of(READ));
        Set<Role> roles = new HashSet<>(Set.of(Role.VIEWER));
        Grant grant = new Grant(permissions, roles);
        permissions.add(WRITE);
        roles.add(Role.OWNER);
        assertEquals(new Grant(Set.of(READ), Set.of(Role.VIEWER)), grant);
        assertThrows(
                UnsupportedOperationException.class, () -> grant.permissions().add(WRITE));
        assertThrows(UnsupportedOperationException.class, () -> grant.roles().add(Role.OWNER));
    }
}
