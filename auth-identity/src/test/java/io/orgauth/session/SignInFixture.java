package io.orgauth.session;

import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.Domain;
import io.orgauth.identity.Mail;
import io.orgauth.identity.Organization;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.testing.HandClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A control plane with pages that remember, two organizations, and a stub identity provider that acme offers. */
final class SignInFixture implements AutoCloseable {
    static final String ORIGIN = "https://app.example.com";
    static final String ISSUER = ORIGIN + "/auth";
    static final String IDP = "https://idp.acme.com/authorize";
    static final String PASSWORD = "four words and a verb";
    static final String ADA = "ada@acme.com";

    final HandClock clock = new HandClock(Instant.parse("2026-05-01T08:00:00Z"));
    final Stores stores = Stores.inMemory();
    final RecordingPages pages = new RecordingPages();
    final StubSsoProtocol protocol = new StubSsoProtocol();
    final List<Mail> mails = new CopyOnWriteArrayList<>();
    final ControlPlane auth = ControlPlane.builder()
            .issuer(ISSUER)
            .permissions("dataset:read")
            .grant(Role.MEMBER, "dataset:read")
            .stores(stores)
            .sealedBy(SealingKey.inMemory())
            .protocols(protocol)
            .pages(pages)
            .mailer(mails::add)
            .auditLog(event -> {})
            .clock(clock)
            .build();
    final Organization acme = auth.organizations().create("Acme", "acme.com");
    final Organization globex = auth.organizations().create("Globex", "globex.com");
    final StoredConnection connection = auth.connections()
            .add(
                    StubSsoProtocol.connection(IDP)
                            .organization(acme.id())
                            .name("Acme directory")
                            .build(),
                    Domain.of("acme.com"));
    final User ada = person(acme, ADA);

    User person(Organization organization, String email) {
        User made = auth.users().create(organization.id(), email, Role.MEMBER);
        auth.passwords().set(made.id(), PASSWORD);
        return made;
    }

    TestBrowser browser() {
        return new TestBrowser(auth.endpoints(), ORIGIN);
    }

    @Override
    public void close() {
        auth.close();
    }
}
