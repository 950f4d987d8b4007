package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.User;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** Makes the two organizations as a product's own code would: through the library, as the operator. */
final class DemoSeed {
    /** Of each organization. */
    static final List<Role> PEOPLE = List.of(Role.OWNER, Role.ADMIN, Role.MEMBER, Role.VIEWER);
    /** Of the organizations, in their order. */
    static final List<String> DOMAINS = List.of("acme.example", "globex.example");

    private static final List<Role> CLIENTS = List.of(Role.MEMBER, Role.VIEWER);

    private final ControlPlane controlPlane;
    private final RandomText random = new RandomText(new SecureRandom());

    DemoSeed(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    List<DemoOrganization> organizations() {
        return List.of(organization("Acme", DOMAINS.get(0)), organization("Globex", DOMAINS.get(1)));
    }

    private DemoOrganization organization(String name, String domain) {
        OrganizationId id = controlPlane.organizations().create(name, domain).id();
        controlPlane.policies().set(withDeviceCodes(controlPlane.policies().get(id)));
        return new DemoOrganization(
                id,
                name,
                domain,
                PEOPLE.stream().map(role -> user(id, domain, role)).toList(),
                CLIENTS.stream().map(role -> client(id, name, role)).toList());
    }

    /** So that the device grant can be tried; a product leaves it to each organization's owners. */
    private static OrganizationPolicy withDeviceCodes(OrganizationPolicy policy) {
        return new OrganizationPolicy(
                policy.organization(),
                policy.passwords(),
                true,
                policy.sessionIdle(),
                policy.sessionLifetime(),
                policy.ssoMaxAge(),
                policy.version());
    }

    private DemoUser user(OrganizationId organization, String domain, Role role) {
        DemoUser demo = new DemoUser(role.key() + "@" + domain, random.secret(), role);
        User user = controlPlane.users().create(organization, demo.email(), role);
        controlPlane.passwords().set(user.id(), demo.password());
        return demo;
    }

    private DemoClient client(OrganizationId organization, String name, Role role) {
        IssuedSecret<ClientApplication> issued =
                controlPlane.clients().create(organization, name + " " + role.key(), Set.of(role));
        return new DemoClient(issued.owner().id(), issued.secret(), role);
    }
}
