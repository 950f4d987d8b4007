package io.orgauth.saml;

import io.orgauth.sso.ConnectionRecord;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Compares what an identity provider publishes with what a connection trusts. */
final class MetadataComparison {
    private MetadataComparison() {}

    static MetadataRefresh of(
            ConnectionRecord record, IdentityProviderMetadata known, IdentityProviderMetadata published) {
        if (published.saysTheSameAs(known)) {
            return new MetadataRefresh.Unchanged();
        }
        List<PublicKey> trusted =
                known.certificates().stream().map(X509Certificate::getPublicKey).toList();
        List<X509Certificate> added = published.certificates().stream()
                .filter(certificate -> !trusted.contains(certificate.getPublicKey()))
                .toList();
        ConnectionRecord changed =
                SamlConnection.change(record).identityProvider(published).build();
        boolean vouched = published
                .document()
                .map(document -> document.isSignedByAnyOf(trusted))
                .orElse(false);
        return vouched || (added.isEmpty() && hasSameUrls(known, published))
                ? new MetadataRefresh.Vouched(changed)
                : new MetadataRefresh.NeedsAdministrator(changed, added);
    }

    /** A page that looks like the provider's would be handed passwords. */
    private static boolean hasSameUrls(IdentityProviderMetadata known, IdentityProviderMetadata published) {
        return published.redirectUrl().equals(known.redirectUrl())
                && published.postUrl().equals(known.postUrl());
    }
}
