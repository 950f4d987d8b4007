package io.orgauth.saml;

import io.orgauth.sso.ConnectionRecord;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What has become of an identity provider's metadata since a connection was set up. A new key is trusted because an old one signed it,
 * or because an administrator says so: whoever takes the web site over must not become everybody.
 */
public sealed interface MetadataRefresh {
    /** It says what the connection says. */
    record Unchanged() implements MetadataRefresh {}

    /**
     * It says something else that may be taken as it is: a key that the connection trusts has signed it, or keys are only gone.
     *
     * @param record the changed connection, to be stored
     */
    record Vouched(ConnectionRecord record) implements MetadataRefresh {}

    /**
     * It names new keys or other sign-in URLs, and no key that the connection trusts has signed that.
     *
     * @param proposed the changed connection, to be stored only when an administrator has compared the fingerprints with those that
     *     the identity provider shows
     * @param newCertificates what is new of the certificates; none if only URLs are
     */
    record NeedsAdministrator(ConnectionRecord proposed, List<X509Certificate> newCertificates)
            implements MetadataRefresh {
        /**
         * Copies the certificates.
         *
         * @param proposed as the record says
         * @param newCertificates as the record says
         */
        public NeedsAdministrator {
            newCertificates = List.copyOf(newCertificates);
        }
    }
}
