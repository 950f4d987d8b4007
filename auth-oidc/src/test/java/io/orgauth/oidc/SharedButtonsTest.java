package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.Fetcher;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityLink;
import io.orgauth.identity.IdentityReason;
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
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import io.orgauth.testkit.FakeIdentityProvider;
import io.orgauth.testkit.OpenIdFault;
import io.orgauth.testkit.OpenIdResponse;
import io.orgauth.testkit.Persona;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The operator's buttons, one for Google and one for Microsoft, before a whole control plane: whom they let into which organization.
 * Acme has bound its domain to its Google Workspace, Globex its own to its Entra tenant. The providers are the test kit's.
 */
class SharedButtonsTest {
    private static final String GLOBEX_TENANT = Persona.TENANT;
    private static final String OTHER_CUSTOMER = MicrosoftTest.ACME;

    private final World.Time time = new World.Time();
    private final FakeIdentityProvider google = FakeIdentityProvider.googleWorkspace()
            .clock(time)
            .client("client", "secret")
            .person("ada@acme.com")
            .person("carol@gmail.com");
    private final FakeIdentityProvider entra = FakeIdentityProvider.entraId()
            .clock(time)
            .client("client", "secret")
            .person("bob@globex.com")
            .person("ada@acme.com");
    private final Fetcher googles = google.fetcher();
    private final Fetcher microsofts = entra.fetcher();
    private final Stores stores = Stores.inMemory();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final ControlPlane auth = ControlPlane.builder()
            .issuer("https://app.example.com/auth")
            .permissions("models:read")
            .grant(Role.MEMBER, "models:read")
            .stores(stores)
            .sealedBy(SealingKey.inMemory())
            .protocols(OidcProtocol.standard())
            .fetcher(request ->
                    (request.uri().getHost().equals("accounts.google.com") ? googles : microsofts).fetch(request))
            .mailer(mails::add)
            .clock(time)
            .build();
    private final OrganizationId acme =
            auth.organizations().create("Acme", "acme.com").id();
    private final OrganizationId globex =
            auth.organizations().create("Globex", "globex.com").id();
    private final StoredConnection googleButton = auth.connections()
            .addShared(OidcConnection.google("client", "secret").build());
    private final StoredConnection entraButton = auth.connections()
            .addShared(microsoft().tenants(GLOBEX_TENANT, OTHER_CUSTOMER).build());
    private final User ada = auth.users().create(acme, "ada@acme.com", Role.MEMBER);
    private final User bob = auth.users().create(globex, "bob@globex.com", Role.MEMBER);

    private static OidcConnection.Builder microsoft() {
        return OidcConnection.microsoft("client", "secret");
    }

    @BeforeEach
    void bindings() {
        bind(acme, "acme.com", googleButton, "acme.com");
        bind(globex, "globex.com", entraButton, GLOBEX_TENANT);
    }

    @AfterEach
    void close() {
        auth.close();
    }

    private void bind(OrganizationId organization, String domain, StoredConnection button, String realm) {
        auth.connections().bind(organization, Domain.of(domain), button.id(), Mode.OFFERED, Optional.of(realm));
    }

    // ---- one browser ----

    private static SignInRequest home() {
        return SignInRequest.to("/home");
    }

    private Next.Redirect sent(SignInRequest request, StoredConnection button) {
        return assertInstanceOf(Next.Redirect.class, auth.signIn().begin(request.by(button.id())));
    }

    private Next back(Next.Redirect sent, StoredConnection button, OpenIdResponse answer) {
        return auth.signIn().callback(button.id(), answer.callback(), cookie(sent.handle()), "a browser");
    }

    private static Function<String, Optional<String>> cookie(Handle handle) {
        return id -> id.equals(handle.id()) ? Optional.of(handle.secret()) : Optional.empty();
    }

    /** The provider sees where the browser was sent, and nothing of what we remember. */
    private static OpenIdResponse answer(FakeIdentityProvider provider, Next.Redirect sent) {
        PendingLogin unseen = new PendingLogin("unseen", "unseen", "/", Instant.EPOCH, Map.of());
        return provider.openIdResponse(new LoginStep.Redirect(sent.location(), unseen));
    }

    private Session byGoogle(UnaryOperator<OpenIdResponse> change) {
        Next.Redirect sent = sent(home(), googleButton);
        return session(back(sent, googleButton, change.apply(answer(google, sent))));
    }

    private Session byEntra(UnaryOperator<OpenIdResponse> change) {
        Next.Redirect sent = sent(home(), entraButton);
        return session(back(sent, entraButton, change.apply(answer(entra, sent))));
    }

    private static Session session(Next next) {
        return assertInstanceOf(Next.Done.class, next).session().session();
    }

    private SignInException assertNobody(SignInReason reason, Executable signIn) {
        SignInException refusal = assertThrows(SignInException.class, signIn);
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

    /** An answer of this tenant, rightly signed: Microsoft's keys are everybody's. */
    private static UnaryOperator<OpenIdResponse> of(String tenant) {
        return answer -> answer.claim("tid", tenant).claim("iss", MicrosoftTest.issuer(tenant));
    }

    // ---- let in ----

    @Test
    void google_accountOfTheBoundWorkspace_signsIn() {
        Session session = byGoogle(answer -> answer.person("ada@acme.com"));

        assertEquals(ada.id(), session.user());
        assertEquals(Optional.of(acme), session.organization());
        assertEquals(1, links(ada).size());
    }

    @Test
    void entra_accountOfTheBoundTenant_signsIn() {
        Session session = byEntra(answer -> answer.person("bob@globex.com"));

        assertEquals(bob.id(), session.user());
        assertEquals(Optional.of(globex), session.organization());
        assertTrue(links(bob).iterator().next().startsWith(GLOBEX_TENANT + "/"));
    }

    @Test
    void linkedAccount_withAnotherAddressLater_isTheSamePerson() {
        byGoogle(answer -> answer.person("ada@acme.com"));

        Session later = byGoogle(answer -> answer.person("ada@acme.com").claim("email", "ada@elsewhere.example"));

        assertEquals(ada.id(), later.user());
    }

    @Test
    void reusedAddress_underAnotherSubject_isNobody() {
        byGoogle(answer -> answer.person("ada@acme.com"));
        Set<String> before = links(ada);

        assertThrows(
                SignInException.class,
                () -> byGoogle(answer -> answer.person("ada@acme.com").claim("sub", "999")));
        assertEquals(before, links(ada));
    }

    @Test
    void invitation_letsAConsumerAccountIn() {
        auth.invitations().invite(acme, "carol@elsewhere.example", Set.of(Role.MEMBER));
        String secret = mails.get(mails.size() - 1).secret();
        Next.Redirect sent = sent(home().accepting(secret), googleButton);

        Session session = session(back(sent, googleButton, answer(google, sent).person("carol@gmail.com")));

        assertEquals(Optional.of(acme), session.organization());
    }

    // ---- kept out ----

    @Test
    void google_consumerAccountWithTheMembersAddress_isNobody() {
        assertNobody(
                SignInReason.NOT_KNOWN_HERE,
                () -> byGoogle(answer -> answer.person("ada@acme.com").with(OpenIdFault.CONSUMER_ACCOUNT)));
    }

    @Test
    void google_otherWorkspaceWithTheMembersAddress_isNobody() {
        assertNobody(
                SignInReason.NOT_KNOWN_HERE,
                () -> byGoogle(answer -> answer.person("ada@acme.com").claim("hd", "globex.com")));
    }

    @Test
    void entra_foreignTenant_provesNothing() {
        assertNobody(
                SignInReason.IDENTITY_NOT_PROVEN,
                () -> byEntra(answer -> answer.person("bob@globex.com").with(OpenIdFault.FOREIGN_TENANT)));
    }

    /** nOAuth: another customer's administrator writes the victim's address. */
    @Test
    void entra_otherCustomersTenantWithTheMembersAddress_isNobody() {
        assertNobody(
                SignInReason.NOT_KNOWN_HERE,
                () -> byEntra(answer -> of(OTHER_CUSTOMER).apply(answer.person("bob@globex.com"))));
    }

    @Test
    void entra_personalAccount_provesNothing() {
        assertNobody(
                SignInReason.IDENTITY_NOT_PROVEN,
                () -> byEntra(answer -> of(MicrosoftTest.CONSUMERS).apply(answer.person("bob@globex.com"))));
    }

    @Test
    void entra_memberOfAnOrganizationBoundToGoogle_isNobody() {
        assertNobody(SignInReason.NOT_KNOWN_HERE, () -> byEntra(answer -> answer.person("ada@acme.com")));
    }

    @Test
    void oneProvidersAnswer_atTheOthersCallback_isRefused() {
        Next.Redirect sent = sent(home(), googleButton);
        OpenIdResponse stray = answer(google, sent).person("ada@acme.com");

        assertThrows(SignInException.class, () -> back(sent, entraButton, stray));
        assertEquals(Set.of(), links(ada));
    }

    @Test
    void provider_downAfterSomebodySignedIn_leavesThemSignedIn() {
        Session session = byGoogle(answer -> answer.person("ada@acme.com"));
        Next.Redirect sent = sent(home(), googleButton);
        OpenIdResponse answer = answer(google, sent);
        google.goDown();

        SignInException refusal = assertThrows(SignInException.class, () -> back(sent, googleButton, answer));

        assertEquals(SignInReason.IDENTITY_PROVIDER_UNAVAILABLE, refusal.reason());
        assertTrue(stores.sessions().find(session.user(), session.id()).isPresent());
    }

    // ---- an organization's own ----

    @Test
    void ownGoogle_consumerAccount_isRefusedAndTheTraceSaysWhy() {
        StoredConnection own = auth.connections()
                .add(OidcConnection.google("client", "secret")
                        .organization(acme)
                        .hostedDomains("acme.com")
                        .build());
        Next.Redirect sent = sent(home(), own);
        OpenIdResponse consumer = answer(google, sent).person("ada@acme.com").with(OpenIdFault.CONSUMER_ACCOUNT);

        SignInException refusal = assertNobody(SignInReason.IDENTITY_NOT_PROVEN, () -> back(sent, own, consumer));

        SignInTrace trace = stores.signInTraces()
                .find(Optional.of(acme), refusal.trace().orElseThrow())
                .orElseThrow();
        assertTrue(Json.text(trace.details()).contains("\"reason\":\"realm_missing\""), Json.text(trace.details()));
    }

    @Test
    void ownConnection_ofAnotherTenantLater_isAnotherConnection() {
        StoredConnection own = auth.connections()
                .add(microsoft().organization(globex).tenants(GLOBEX_TENANT).build());
        ConnectionRecord changed = microsoft()
                .id(own.id())
                .organization(globex)
                .tenants(OTHER_CUSTOMER)
                .build();

        IdentityException refusal =
                assertThrows(IdentityException.class, () -> auth.connections().change(changed));
        assertEquals(IdentityReason.INVALID, refusal.reason());
    }

    @Test
    void sharedButton_withOneTenantMore_isTheSameConnection() {
        auth.sharedConnections()
                .change(microsoft()
                        .id(entraButton.id())
                        .tenants(GLOBEX_TENANT, OTHER_CUSTOMER, MicrosoftTest.GLOBEX)
                        .build());

        assertEquals(
                bob.id(), byEntra(answer -> answer.person("bob@globex.com")).user());
    }
}
