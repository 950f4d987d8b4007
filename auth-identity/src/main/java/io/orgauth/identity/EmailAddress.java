package io.orgauth.identity;

import java.net.IDN;
import java.util.Locale;

/**
 * An e-mail address in the one spelling by which we compare: the domain in lower-case ASCII, the local part in lower case.
 *
 * <p>Folding the local part can only merge two mailboxes of one provider, never give away another's: an address proves
 * nothing until a message to it, or the domain's identity provider, does.
 *
 * @param value the address
 */
public record EmailAddress(String value) {
    private static final int MAX_LENGTH = 254;

    /**
     * Folds and checks the address.
     *
     * @param value as the record says
     * @throws IllegalArgumentException if it is not {@code local@domain} in at most 254 ASCII characters
     */
    public EmailAddress {
        value = folded(value);
    }

    /**
     * The address.
     *
     * @param text as a person writes it
     * @return the folded address
     * @throws IllegalArgumentException as the constructor
     */
    public static EmailAddress of(String text) {
        return new EmailAddress(text);
    }

    /**
     * What stands behind the at sign.
     *
     * @return the domain in lower case
     */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    private static String folded(String text) {
        if (text.length() > MAX_LENGTH) {
            // before any pattern is tried, as a long text would exhaust its stack
            throw new IllegalArgumentException("e-mail address must have at most 254 characters");
        }
        int at = text.lastIndexOf('@');
        String local = at < 1 ? "" : text.substring(0, at);
        // Quoted and non-ASCII local parts exist on paper; their look-alikes and injections exist in practice.
        if (!local.matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
                || local.length() > 64) {
            throw new IllegalArgumentException("e-mail address must be local@domain in ASCII");
        }
        String folded = local.toLowerCase(Locale.ROOT) + "@" + domain(text.substring(at + 1));
        if (folded.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("e-mail address must have at most 254 characters");
        }
        return folded;
    }

    /** A host name of at least two labels in lower-case ASCII (IDNA where it was not). */
    static String domain(String text) {
        String ascii;
        try {
            ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("domain must be a host name", e);
        }
        if (!ascii.matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]*[a-z][a-z0-9-]*")
                || ascii.length() > 253) {
            throw new IllegalArgumentException("domain must be a host name of at least two labels");
        }
        return ascii;
    }

    @Override
    public String toString() {
        return value;
    }
}
