package io.orgauth.saml;

import java.time.Duration;

/**
 * How much less than the rules a connection puts up with, for identity providers that can't do better. Each laxity has a name and is
 * off in {@link #strict()}. Immutable.
 *
 * @param clockSkew how far the identity provider's clock may be from ours, either way; at most 5 minutes
 * @param sha1 whether SHA-1 signatures and digests count
 * @param rsa1024 whether RSA keys from 1,024 bits count, else from 2,048
 * @param expiredCertificate whether a signature counts after its certificate has expired
 * @param cbc whether an assertion may be encrypted with AES-CBC, which does not notice changes, as most identity providers do
 * @param anyId whether IDs may be other than NCNames, for example begin with a digit
 * @param confirmationBeginning whether a bearer confirmation may say from when it holds, if that has come
 */
record ResponsePolicy(
        Duration clockSkew,
        boolean sha1,
        boolean rsa1024,
        boolean expiredCertificate,
        boolean cbc,
        boolean anyId,
        boolean confirmationBeginning) {
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final ResponsePolicy STRICT =
            new ResponsePolicy(Duration.ofSeconds(60), false, false, false, false, false, false);

    ResponsePolicy {
        if (clockSkew.isNegative() || clockSkew.compareTo(MOST_SKEW) > 0) {
            throw new IllegalArgumentException("clock skew must be 0 to 5 minutes: set the clocks instead");
        }
    }

    /** No laxity, and clocks that differ by a minute at most. */
    static ResponsePolicy strict() {
        return STRICT;
    }

    ResponsePolicy withClockSkew(Duration skew) {
        return new ResponsePolicy(skew, sha1, rsa1024, expiredCertificate, cbc, anyId, confirmationBeginning);
    }

    ResponsePolicy allowingSha1() {
        return new ResponsePolicy(clockSkew, true, rsa1024, expiredCertificate, cbc, anyId, confirmationBeginning);
    }

    ResponsePolicy allowingRsa1024() {
        return new ResponsePolicy(clockSkew, sha1, true, expiredCertificate, cbc, anyId, confirmationBeginning);
    }

    ResponsePolicy allowingExpiredCertificate() {
        return new ResponsePolicy(clockSkew, sha1, rsa1024, true, cbc, anyId, confirmationBeginning);
    }

    ResponsePolicy allowingCbc() {
        return new ResponsePolicy(clockSkew, sha1, rsa1024, expiredCertificate, true, anyId, confirmationBeginning);
    }

    ResponsePolicy allowingAnyId() {
        return new ResponsePolicy(clockSkew, sha1, rsa1024, expiredCertificate, cbc, true, confirmationBeginning);
    }

    ResponsePolicy allowingConfirmationBeginning() {
        return new ResponsePolicy(clockSkew, sha1, rsa1024, expiredCertificate, cbc, anyId, true);
    }
}
