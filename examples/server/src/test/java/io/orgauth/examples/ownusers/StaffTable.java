package io.orgauth.examples.ownusers;

import io.orgauth.Grant;
import io.orgauth.Grants;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The product's own table of people, as it was before OrgAuth came: a number, a company, a rank, and whether they left. */
final class StaffTable implements Grants {
    private static final Permission READ = Permission.of("models:read");
    private static final Permission WRITE = Permission.of("models:write");

    /** What each of the product's ranks may do; the product decides, OrgAuth carries it. */
    private static final Map<String, Set<Permission>> RANKS =
            Map.of("engineer", Set.of(READ, WRITE), "intern", Set.of(READ));

    /** A row of the table. */
    record Person(String number, String company, String rank, boolean active) {}

    private final String issuer;
    private final Map<String, Person> rows = new ConcurrentHashMap<>();

    StaffTable(String issuer) {
        this.issuer = issuer;
    }

    void put(Person person) {
        rows.put(person.number(), person);
    }

    /** From the row of now, at every call: who left or was moved has other rights at the next one. */
    @Override
    public Optional<Grant> current(Subject subject, OrganizationId organization) {
        if (!subject.issuer().equals(issuer)) {
            return Optional.empty(); // the same number in somebody else's table
        }
        return Optional.ofNullable(rows.get(subject.id()))
                .filter(Person::active)
                .filter(person -> person.company().equals(organization.value()))
                .map(person -> new Grant(RANKS.getOrDefault(person.rank(), Set.of()), Set.of(Role.of(person.rank()))));
    }
}
