package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.Authentication;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.Reason;
import io.orgauth.ReplayGuard;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.Subject;
import io.orgauth.apikey.ApiKeyException;
import io.orgauth.apikey.ApiKeys;
import io.orgauth.audit.AuditEvent;
import io.orgauth.audit.AuditLog;
import io.orgauth.identity.IdentityContext.Done;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.sso.SsoContext;
import io.orgauth.testing.HandClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Two organizations with people of every rank, and the two questions of each attack: did anything change, and what does the
 * audit chain say.
 */
final class TwoOrganizations {
    static final String ISSUER = "https://app.example.com/auth";
    static final Permission READ = Permission.of("dataset:read");
    static final Permission WRITE = Permission.of("dataset:write");

    /** An organization's own role that administers, but holds less than an administrator. */
    static final Role LEAD = Role.of("lead");

    /** More than {@link #LEAD} holds. */
    static final Role WRITER = Role.of("writer");

    private static final Set<Permission> LEADS = Set.of(
            READ,
            AdminPermissions.USERS_READ,
            AdminPermissions.USERS_WRITE,
            AdminPermissions.ROLES_READ,
            AdminPermissions.ROLES_WRITE,
            AdminPermissions.CLIENTS_READ,
            AdminPermissions.CLIENTS_WRITE);

    final HandClock time = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    final Stores stores = Stores.inMemory();
    final List<Mail> mails = new CopyOnWriteArrayList<>();
    final List<AuditEvent> logged = new CopyOnWriteArrayList<>();
    Mailer mailer = mails::add;
    TxtLookup dns = name -> List.of();
    AuditLog log = logged::add;
    private final IdentityContext context = new IdentityContext(
            ISSUER,
            stores,
            AccessModel.builder()
                    .permissions(READ.value(), WRITE.value())
                    .grant(Role.MEMBER, READ.value())
                    .attribute(AttributeDefinition.integer("UID"))
                    .attribute(AttributeDefinition.integers("SUPPLEMENTARYGROUPS"))
                    .attribute(AttributeDefinition.string("unit"))
                    .build(),
            new Surroundings(
                    mail -> mailer.send(mail),
                    name -> dns.texts(name),
                    new SecureRandom(),
                    time,
                    event -> log.append(event)),
            new AuditTrail(time),
            new RandomIds(new SecureRandom()),
            new OpenConnections(
                    SealingKey.inMemory(),
                    SsoContext.builder()
                            .issuer(ISSUER)
                            .replayGuard(ReplayGuard.inMemory(time))
                            .clock(time)
                            .build(),
                    List.of(new StubSsoProtocol())));

    final ApiKeys keys = ApiKeyRegister.keys(context, ApiKeySettings.STANDARD);
    final ActingServices operator = new ActingServices(context, Actor.operator(context), keys);
    final OrganizationId acme = operator.organizations().create("Acme").id();
    final OrganizationId globex = operator.organizations().create("Globex").id();
    final UserId owner = user(acme, "owner@acme.example", Role.OWNER);
    final UserId admin = user(acme, "admin@acme.example", Role.ADMIN);
    final UserId member = user(acme, "member@acme.example", Role.MEMBER);
    final UserId lead = user(acme, "lead@acme.example");
    final UserId writer = user(acme, "writer@acme.example");
    final UserId stranger = user(globex, "owner@globex.example", Role.OWNER);

    TwoOrganizations() {
        operator.roles().create(acme, LEAD.key(), LEADS);
        operator.roles().create(acme, WRITER.key(), Set.of(READ, WRITE));
        operator.members().assign(acme, lead, Set.of(LEAD));
        operator.members().assign(acme, writer, Set.of(WRITER));
    }

    UserId user(OrganizationId organization, String email, Role... roles) {
        return operator.users().create(organization, email, roles).id();
    }

    ClientApplication client(OrganizationId organization, Role... roles) {
        return operator.clients()
                .create(organization, "robot", Set.copyOf(List.of(roles)))
                .owner();
    }

    /** A role of Acme with these permissions, made by the operator. */
    Role role(String key, Permission... permissions) {
        return operator.roles()
                .create(acme, key, Set.copyOf(List.of(permissions)))
                .role();
    }

    /** A data plane of the organization. */
    Resource dataPlane(OrganizationId organization, String uri) {
        return operator.resources().create(organization, uri, Set.of(), Set.of(READ));
    }

    Optional<Grant> grant(OrganizationId organization, String subject) {
        return new IdentityGrants(context, stores).current(Subject.of(ISSUER, subject), organization);
    }

    /** The person of Acme with everything it may do, signed in just now. */
    Principal signedIn(UserId user) {
        return signedIn(acme, user.value());
    }

    Principal signedIn(OrganizationId organization, String subject) {
        return principal(organization, subject, grant(organization, subject).orElseThrow());
    }

    /** The same person with a credential that was cut down. */
    Principal narrowed(UserId user, Permission... to) {
        return principal(
                acme, user.value(), grant(acme, user.value()).orElseThrow().narrowedTo(Set.copyOf(List.of(to))));
    }

    Principal principal(OrganizationId organization, String subject, Grant grant) {
        Authentication now = new Authentication(Optional.of(time.instant()), Set.of("pwd"), Optional.empty());
        return principal(organization, Subject.of(ISSUER, subject), grant, now, CredentialId.Kind.ACCESS_TOKEN);
    }

    Principal principal(
            OrganizationId organization,
            Subject subject,
            Grant grant,
            Authentication authentication,
            CredentialId.Kind kind) {
        return Principal.trusted(
                organization, subject, grant, authentication, new CredentialId(kind, "credential_1"), Map.of());
    }

    /** An API key of the person, used as soon as it was made. */
    Principal apiKey(UserId user) {
        Principal acting = signedIn(user);
        return principal(
                acme,
                acting.subject(),
                new Grant(acting.permissions(), acting.roles()),
                acting.authentication(),
                CredentialId.Kind.API_KEY);
    }

    ActingServices as(Principal principal) {
        return new ActingServices(context, Actor.of(principal, context), keys);
    }

    ActingServices as(UserId user) {
        return as(signedIn(user));
    }

    /** A change of Acme that another change, with an event of its own, overtakes after it has begun. */
    void overtaken(Principal actor, Consumer<Stores> other) {
        Done<Boolean> done = Done.of(true, "member.removed", owner.value());
        context.change(Actor.of(actor, context), acme, unit -> {
            other.accept(unit);
            context.audit().record(unit, context.audit().head(unit, acme), Actor.operator(context), done);
            return done;
        });
    }

    /** A member's attributes, as the token issuer asks for them. */
    Map<String, Object> attributes(Subject subject, OrganizationId organization) {
        return new IdentityService(ISSUER, stores, context.model(), context.outside())
                .attributes(subject, organization);
    }

    /** The secret of the newest mail's link. */
    String link() {
        return mails.get(mails.size() - 1).secret();
    }

    /** The attack is refused for this reason, nothing is different afterwards, and no chain has a new entry. */
    void assertRefused(Reason reason, Runnable attack) {
        List<Object> before = everything();
        int mailed = mails.size();
        int written = logged.size();
        RuntimeException refusal = assertThrows(RuntimeException.class, attack::run);
        assertEquals(reason, reason(refusal), refusal.toString());
        assertEquals(before, everything());
        assertEquals(mailed, mails.size());
        assertEquals(written, logged.size());
    }

    /** The change leaves exactly one event, in Acme's chain, with the right actor, and the chain holds. */
    <T> T assertAudited(Principal actor, String action, Supplier<T> change) {
        return assertAudited(Optional.of(actor), action, change);
    }

    <T> T assertAudited(Optional<Principal> actor, String action, Supplier<T> change) {
        int before = events().size();
        T result = change.get();
        assertEquals(before + 1, events().size());
        JsonObject event = events().get(before);
        assertEquals(Optional.of(action), event.string("action"));
        assertEquals(Optional.of("succeeded"), event.string("outcome"));
        assertEquals(
                actor.map(principal -> principal.subject().id()),
                event.object("actor").flatMap(json -> json.string("subject")));
        assertEquals(
                actor.map(principal -> principal.credential().value()),
                event.object("actor").flatMap(json -> json.object("credential")).flatMap(json -> json.string("id")));
        assertChainHolds();
        return result;
    }

    void assertChainHolds() {
        assertEquals(OptionalLong.empty(), AuditTrail.firstBroken(stores, acme));
    }

    List<JsonObject> events() {
        return stores.audit().page(acme, 0, 1_000).stream()
                .map(entry -> Json.parseObject(entry.event().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static Reason reason(RuntimeException refusal) {
        if (refusal instanceof IdentityException identity) {
            return identity.reason();
        }
        if (refusal instanceof ApiKeyException key) {
            return key.reason();
        }
        if (refusal instanceof PermissionDeniedException denied) {
            return denied.reason();
        }
        throw refusal;
    }

    private List<Object> everything() {
        List<Object> all = new ArrayList<>(stores.users().page(Optional.empty(), 1_000));
        all.addAll(stores.organizations().page(Optional.empty(), 1_000));
        for (OrganizationId organization : List.of(acme, globex)) {
            all.addAll(stores.memberships().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.roles().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.roleMappings().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.invitations().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.clients().page(Optional.of(organization), Optional.empty(), 1_000));
            all.addAll(stores.apiKeys().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.resources().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.domains().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.domainSso().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.connections().page(Optional.of(organization), Optional.empty(), 1_000));
            all.addAll(stores.policies().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.breakGlass().page(organization, Optional.empty(), 1_000));
            all.addAll(stores.sessions().ofOrganization(organization, Optional.empty(), 1_000));
            all.addAll(stores.audit().page(organization, 0, 1_000));
        }
        return all;
    }
}
