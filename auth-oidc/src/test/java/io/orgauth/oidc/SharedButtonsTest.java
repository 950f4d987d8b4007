package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchException.Problem;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.IdentityLink;
import io.orgauth.identity.Mail;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInTrace;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.session.Handle;
import io.orgauth.session.Next;
import io.orgauth.session.SignInException;
import io.orgauth.session.SignInReason;
import io.orgauth.session.SignInRequest;
import io.orgauth.sso.Callback;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The operator's buttons, one for Google and one for Microsoft, before a whole control plane: whom they let into which organization.
 * Acme has bound its domain to its Google Workspace, Globex its own to its Entra tenant.
 */
class SharedButtonsTest {
    private static final String GOOGLE = "https://accounts.google.com";
    private static final String ENTRA = "https://login.microsoftonline.com/organizations/v2.0";
    private static final String TENANT = MicrosoftTest.GLOBEX;
    private static final String OTHER_CUSTOMER = MicrosoftTest.ACME;

    private final World.Time time = new World.Time();
    private final FakeProvider google = new FakeProvider(GOOGLE, time);
    private final FakeProvider entra = new FakeProvider(ENTRA, time);
    private final Stores stores = Stores.inMemory();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final ControlPlane auth = ControlPlane.builder()
            .issuer("https://app.example.com/auth")
            .permissions("models:read")
            .grant(Role.MEMBER, "models:read")
            .stores(stores)
            .sealedBy(SealingKey.inMemory())
            .protocols(OidcProtocol.standard())
            .fetcher(request -> switch (request.uri().getHost()) {
                case "accounts.google.com" -> google.fetch(request);
                case "login.microsoftonline.com" -> entra.fetch(request);
                default -> throw new FetchException(Problem.REFUSED_ADDRESS, "nobody else is asked");
            })
            .mailer(mails::add)
            .clock(time)
            .build();
    private final OrganizationId acme =
            auth.organizations().create("Acme", "acme.com").id();
    private final OrganizationId globex =
            auth.organizations().create("Globex", "globex.com").id();
    private final StoredConnection googleButton = auth.connections()
            .addShared(OidcConnection.google(FakeProvider.CLIENT, FakeProvider.SECRET)
                    .build());
    private final StoredConnection entraButton = auth.connections()
            .addShared(microsoft().tenants(TENANT, OTHER_CUSTOMER).build());

    private User ada;
    private User bob;

    private static OidcConnection.Builder microsoft() {
        return OidcConnection.microsoft(FakeProvider.CLIENT, FakeProvider.SECRET);
    }

    @BeforeEach
    void people() {
        ada = auth.users().create(acme, "ada@acme.com", Role.MEMBER);
        bob = auth.users().create(globex, "bob@globex.com", Role.MEMBER);
        bind(acme, "acme.com", googleButton, "acme.com");
        bind(globex, "globex.com", entraButton, TENANT);
        google.claims.put("hd", "acme.com");
        entra.metadata.put("issuer", MicrosoftTest.TEMPLATE);
        entra.metadata.remove("authorization_response_iss_parameter_supported");
        entraSays(TENANT, "bob@globex.com");
    }

    @AfterEach
    void close() {
        auth.close();
    }

    private void bind(OrganizationId organization, String domain, StoredConnection button, String realm) {
        auth.connections().bind(organization, Domain.of(domain), button.id(), Mode.OFFERED, Optional.of(realm));
    }

    private void entraSays(String tenant, String email) {
        entra.claims.put("tid", tenant);
        entra.claims.put("iss", MicrosoftTest.issuer(tenant));
        entra.claims.put("oid", MicrosoftTest.OID);
        entra.claims.put("email", email);
        entra.claims.remove("email_verified");
    }

    private Next through(SignInRequest request, StoredConnection button, FakeProvider provider) {
        Next.Redirect sent = assertInstanceOf(Next.Redirect.class, auth.signIn().begin(request.by(button.id())));
        Callback callback = Callback.posted(provider.answer(sent.location()));
        return auth.signIn().callback(button.id(), callback, cookie(sent.handle()), "a browser");
    }

    private static Function<String, Optional<String>> cookie(Handle handle) {
        return id -> id.equals(handle.id()) ? Optional.of(handle.secret()) : Optional.empty();
    }

    private Session byGoogle() {
        return session(through(SignInRequest.to("/home"), googleButton, google));
    }

    private Session byEntra() {
        return session(through(SignInRequest.to("/home"), entraButton, entra));
    }

    private static Session session(Next next) {
        return assertInstanceOf(Next.Done.class, next).session().session();
    }

    private SignInException assertNobody(SignInReason reason, StoredConnection button, FakeProvider provider) {
        SignInException refusal =
                assertThrows(SignInException.class, () -> through(SignInRequest.to("/home"), button, provider));
        assertEquals(reason, refusal.reason());
        assertEquals(Set.of(), links(ada));
        assertEquals(Set.of(), links(bob));
        return refusal;
    }

    private Set<String> links(User user) {
        return stores.identityLinks().ofUser(user.id()).stream()
                .map(IdentityLink::subject)
                .collect(Collectors.toSet());
    }

    // ---- let in ----

    @Test
    void google_accountOfTheBoundWorkspace_signsIn() {
        Session session = byGoogle();

        assertEquals(ada.id(), session.user());
        assertEquals(Optional.of(acme), session.organization());
        assertEquals(Set.of("ada-1"), links(ada));
    }

    @Test
    void entra_accountOfTheBoundTenant_signsIn() {
        Session session = byEntra();

        assertEquals(bob.id(), session.user());
        assertEquals(Optional.of(globex), session.organization());
        assertEquals(Set.of(TENANT + "/" + MicrosoftTest.OID), links(bob));
    }

    @Test
    void linkedAccount_withAnotherAddressLater_isTheSamePerson() {
        byGoogle();
        google.claims.put("email", "ada@elsewhere.example");

        assertEquals(ada.id(), byGoogle().user());
    }

    @Test
    void reusedAddress_underAnotherSubject_isNobody() {
        byGoogle();
        google.claims.put("sub", "ada-2"); // the address was given to somebody else

        assertThrows(SignInException.class, this::byGoogle);
        assertEquals(Set.of("ada-1"), links(ada));
    }

    @Test
    void invitation_letsAConsumerAccountIn() {
        auth.invitations().invite(acme, "carol@elsewhere.example", Set.of(Role.MEMBER));
        String secret = mails.get(mails.size() - 1).secret();
        google.claims.remove("hd");
        google.claims.put("sub", "carol-1");
        google.claims.put("email", "carol@gmail.com");

        Session session = session(through(SignInRequest.to("/home").accepting(secret), googleButton, google));

        assertEquals(Optional.of(acme), session.organization());
    }

    // ---- kept out ----

    @Test
    void google_consumerAccountWithTheMembersAddress_isNobody() {
        google.claims.remove("hd");

        assertNobody(SignInReason.NOT_KNOWN_HERE, googleButton, google);
    }

    @Test
    void google_otherWorkspaceWithTheMembersAddress_isNobody() {
        google.claims.put("hd", "globex.com");

        assertNobody(SignInReason.NOT_KNOWN_HERE, googleButton, google);
    }

    @Test
    void entra_foreignTenant_provesNothing() {
        entraSays(MicrosoftTest.FOREIGN, "bob@globex.com");

        assertNobody(SignInReason.IDENTITY_NOT_PROVEN, entraButton, entra);
    }

    /** nOAuth: another customer's administrator writes the victim's address. */
    @Test
    void entra_otherCustomersTenantWithTheMembersAddress_isNobody() {
        entraSays(OTHER_CUSTOMER, "bob@globex.com");

        assertNobody(SignInReason.NOT_KNOWN_HERE, entraButton, entra);
    }

    @Test
    void entra_personalAccount_provesNothing() {
        entraSays(MicrosoftTest.CONSUMERS, "bob@globex.com");

        assertNobody(SignInReason.IDENTITY_NOT_PROVEN, entraButton, entra);
    }

    @Test
    void entra_memberOfAnOrganizationBoundToGoogle_isNobody() {
        entraSays(TENANT, "ada@acme.com");

        assertNobody(SignInReason.NOT_KNOWN_HERE, entraButton, entra);
    }

    @Test
    void oneProvidersAnswer_atTheOthersCallback_isRefused() {
        Next.Redirect sent = assertInstanceOf(
                Next.Redirect.class,
                auth.signIn().begin(SignInRequest.to("/home").by(googleButton.id())));
        Callback callback = Callback.posted(google.answer(sent.location()));

        assertThrows(
                SignInException.class,
                () -> auth.signIn().callback(entraButton.id(), callback, cookie(sent.handle()), "a browser"));
        assertEquals(0, google.asked("/token"));
        assertEquals(0, entra.requests.size());
    }

    @Test
    void provider_downAfterSomebodySignedIn_leavesThemSignedIn() {
        Session session = byGoogle();
        google.fails(Problem.UNREACHABLE);

        SignInException refusal = assertThrows(SignInException.class, this::byGoogle);

        assertEquals(SignInReason.IDENTITY_PROVIDER_UNAVAILABLE, refusal.reason());
        assertTrue(stores.sessions().find(session.user(), session.id()).isPresent());
    }

    // ---- an organization's own ----

    @Test
    void ownGoogle_consumerAccount_isRefusedAndTheTraceSaysWhy() {
        StoredConnection own = auth.connections()
                .add(OidcConnection.google(FakeProvider.CLIENT, FakeProvider.SECRET)
                        .organization(acme)
                        .hostedDomains("acme.com")
                        .build());
        google.claims.remove("hd");

        SignInException refusal = assertNobody(SignInReason.IDENTITY_NOT_PROVEN, own, google);

        SignInTrace trace = stores.signInTraces()
                .find(Optional.of(acme), refusal.trace().orElseThrow())
                .orElseThrow();
        assertTrue(Json.text(trace.details()).contains("\"reason\":\"realm_missing\""), Json.text(trace.details()));
    }

    @Test
    void ownConnection_ofAnotherTenantLater_isAnotherConnection() {
        StoredConnection own = auth.connections()
                .add(microsoft().organization(globex).tenants(TENANT).build());

        assertThrows(
                RuntimeException.class,
                () -> auth.connections()
                        .change(microsoft()
                                .id(own.id())
                                .organization(globex)
                                .tenants(OTHER_CUSTOMER)
                                .build()));
    }

    @Test
    void sharedButton_withOneTenantMore_isTheSameConnection() {
        auth.sharedConnections()
                .change(microsoft()
                        .id(entraButton.id())
                        .tenants(TENANT, OTHER_CUSTOMER, MicrosoftTest.FOREIGN)
                        .build());

        assertEquals(bob.id(), byEntra().user());
    }
}
