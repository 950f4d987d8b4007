package io.orgauth.identity;

import java.util.Optional;

/**
 * A message to a person: with a link that works once, or a notice of what an owner must know. Its text is the {@link Mailer}'s. Redacts itself.
 */
public final class Mail {
    /** What the link is for. */
    public enum Purpose {
        /** Accepting an invitation. */
        INVITATION,
        /** Choosing a new password. */
        PASSWORD_RESET,
        /** A notice without a link: an owner has got a secret that opens the organization without its identity provider. */
        BREAK_GLASS_ISSUED,
        /** A notice without a link: somebody has got in by that secret. */
        BREAK_GLASS_USED
    }

    private final Purpose purpose;
    private final EmailAddress to;
    private final Optional<String> secret;
    private final Optional<EmailAddress> about;

    private Mail(Purpose purpose, EmailAddress to, Optional<String> secret, Optional<EmailAddress> about) {
        this.purpose = purpose;
        this.to = to;
        this.secret = secret;
        this.about = about;
    }

    static Mail invitation(Invitation invitation, String secret) {
        return new Mail(Purpose.INVITATION, invitation.email(), Optional.of(secret), Optional.empty());
    }

    static Mail passwordReset(EmailAddress to, String secret) {
        return new Mail(Purpose.PASSWORD_RESET, to, Optional.of(secret), Optional.empty());
    }

    static Mail notice(Purpose purpose, EmailAddress to, EmailAddress about) {
        return new Mail(purpose, to, Optional.empty(), Optional.of(about));
    }

    /**
     * What it is for.
     *
     * @return the purpose
     */
    public Purpose purpose() {
        return purpose;
    }

    /**
     * Where it goes.
     *
     * @return the address
     */
    public EmailAddress to() {
        return to;
    }

    /**
     * The secret for the link. It works once and for at most an hour; never log it.
     *
     * @return the secret
     * @throws IllegalStateException if it is a notice, which has no link
     */
    public String secret() {
        return secret.orElseThrow(() -> new IllegalStateException("a notice has no link"));
    }

    /**
     * Whom a notice is about.
     *
     * @return the owner's address; empty in a message with a link
     */
    public Optional<EmailAddress> about() {
        return about;
    }

    @Override
    public String toString() {
        return "Mail[" + purpose + "]";
    }
}
