package io.orgauth.examples.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the library to a mail server's socket. */
class SmtpMailerTest {
    private static final String ISSUER = "https://app.example.com/auth";
    private static final String SENDER = "no-reply@app.example.com";
    private static final Pattern INVITATION =
            Pattern.compile(Pattern.quote(ISSUER + "/accept-invitation?token=") + "(\\S+)");

    private Optional<ControlPlane> controlPlane = Optional.empty();

    @AfterEach
    void close() {
        controlPlane.ifPresent(ControlPlane::close);
    }

    @Test
    void invitation_byLocalRelay_arrivesWithALinkThatWorks() throws IOException {
        try (FakeSmtpServer server = FakeSmtpServer.start()) {
            SmtpMailer mailer = mailer(SmtpServer.local(server.port()));
            ControlPlane auth = controlPlane(mailer);

            Organization acme = auth.organizations().create("Acme", "acme.example");
            User ada = auth.users().create(auth.organizations().create("Globex").id(), "ada@globex.example");

            auth.invitations().invite(acme.id(), "new@partner.example", Set.of(Role.VIEWER));
            mailer.close();

            List<String> lines = server.lines();
            assertTrue(lines.contains("MAIL FROM:<" + SENDER + ">"), lines.toString());
            assertTrue(lines.contains("RCPT TO:<new@partner.example>"), lines.toString());
            assertTrue(lines.contains("Subject: You are invited"), lines.toString());
            Matcher link = INVITATION.matcher(String.join("\n", lines));
            assertTrue(link.find(), lines.toString());
            Membership made = auth.invitations().accept(ada.id(), link.group(1));
            assertEquals(Set.of(Role.VIEWER), made.roles());
        }
    }

    @Test
    void passwordReset_byLocalRelay_arrivesWithALinkThatWorks() throws IOException {
        try (FakeSmtpServer server = FakeSmtpServer.start()) {
            SmtpMailer mailer = mailer(SmtpServer.local(server.port()));
            ControlPlane auth = controlPlane(mailer);

            Organization acme = auth.organizations().create("Acme", "acme.example");
            auth.users().create(acme.id(), "ada@acme.example", Role.MEMBER);

            auth.passwords().requestReset("ada@acme.example");
            auth.passwords().requestReset("nobody@acme.example");
            mailer.close();

            String sent = String.join("\n", server.lines());
            assertFalse(sent.contains("nobody"), sent);
            Matcher link = Pattern.compile("/reset-password\\?token=(\\S+)").matcher(sent);
            assertTrue(link.find(), sent);
            auth.passwords().reset(link.group(1), "correct horse battery staple");
        }
    }

    /** Without TLS the link would cross the network in the clear. */
    @Test
    void submission_serverWithoutStartTls_isToldNothing() throws IOException {
        try (FakeSmtpServer server = FakeSmtpServer.start()) {
            SmtpMailer mailer = mailer(SmtpServer.submission("localhost", server.port(), "app", "secret"));
            ControlPlane auth = controlPlane(mailer);

            Organization acme = auth.organizations().create("Acme", "acme.example");

            auth.invitations().invite(acme.id(), "new@partner.example", Set.of(Role.VIEWER));
            mailer.close();

            String told = String.join("\n", server.lines());
            assertTrue(told.startsWith("EHLO "), told);
            assertFalse(told.contains("AUTH") || told.contains("MAIL") || told.contains("token="), told);
        }
    }

    @Test
    void invitation_serverRefuses_isMadeAllTheSame() throws IOException {
        try (FakeSmtpServer server = FakeSmtpServer.refusing()) {
            SmtpMailer mailer = mailer(SmtpServer.local(server.port()));
            ControlPlane auth = controlPlane(mailer);

            Organization acme = auth.organizations().create("Acme", "acme.example");

            auth.invitations().invite(acme.id(), "new@partner.example", Set.of(Role.VIEWER));
            mailer.close();

            assertEquals(
                    1, auth.invitations().page(acme.id(), Optional.empty(), 10).size());
        }
    }

    @Test
    void sender_noAddress_isRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> SmtpMailer.start(SmtpServer.local(25), "no reply", ISSUER));
    }

    private static SmtpMailer mailer(SmtpServer server) {
        return SmtpMailer.start(server, SENDER, ISSUER);
    }

    private ControlPlane controlPlane(SmtpMailer mailer) {
        ControlPlane made = ControlPlane.builder()
                .issuer(ISSUER)
                .permissions("models:read")
                .stores(Stores.inMemory())
                .mailer(mailer)
                .build();
        controlPlane = Optional.of(made);
        return made;
    }
}
