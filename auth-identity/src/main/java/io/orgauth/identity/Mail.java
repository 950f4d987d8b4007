package io.orgauth.identity;

/**
 * A message to a person with a link that works once. Its text is the {@link Mailer}'s. Redacts itself.
 */
public final class Mail {
    /** What the link is for. */
    public enum Purpose {
        /** Accepting an invitation. */
        INVITATION,
        /** Choosing a new password. */
        PASSWORD_RESET
    }

    private final Purpose purpose;
    private final EmailAddress to;
    private final String secret;

    private Mail(Purpose purpose, EmailAddress to, String secret) {
        this.purpose = purpose;
        this.to = to;
        this.secret = secret;
    }

    static Mail invitation(Invitation invitation, String secret) {
        return new Mail(Purpose.INVITATION, invitation.email(), secret);
    }

    static Mail passwordReset(EmailAddress to, String secret) {
        return new Mail(Purpose.PASSWORD_RESET, to, secret);
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
     */
    public String secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "Mail[" + purpose + "]";
    }
}
