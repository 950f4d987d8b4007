package io.orgauth.saml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a connection may put up with because its identity provider can't do better. None holds unless the connection says it by name;
 * {@code lint} warns of each.
 */
public enum SamlLaxity {
    /** Signatures and digests by SHA-1, of which collisions can be bought. ADFS and old appliances sign so until told otherwise. */
    SHA1,
    /** RSA keys from 1,024 bits. */
    RSA_1024,
    /** Signatures by a key whose certificate has expired: the administrator pinned the key, and rolls it over by hand. */
    EXPIRED_CERTIFICATE,
    /**
     * Assertions encrypted by AES-CBC, which does not notice when it is changed, so that whoever may try often enough can read what
     * they caught. Most identity providers that encrypt do it so.
     */
    CBC,
    /** IDs that are no NCNames, for example beginning with a digit. */
    ANY_ID,
    /** Bearer confirmations that say from when they hold, although a bearer's must not. */
    CONFIRMATION_BEGINNING;

    ResponsePolicy in(ResponsePolicy policy) {
        return switch (this) {
            case SHA1 -> policy.allowingSha1();
            case RSA_1024 -> policy.allowingRsa1024();
            case EXPIRED_CERTIFICATE -> policy.allowingExpiredCertificate();
            case CBC -> policy.allowingCbc();
            case ANY_ID -> policy.allowingAnyId();
            case CONFIRMATION_BEGINNING -> policy.allowingConfirmationBeginning();
        };
    }

    /** As the setting {@code allow} has it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SamlLaxity of(String key) {
        return Arrays.stream(values())
                .filter(laxity -> laxity.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("\"allow\" names something unknown, expected of " + keys()));
    }

    private static List<String> keys() {
        return Arrays.stream(values()).map(SamlLaxity::key).toList();
    }
}
