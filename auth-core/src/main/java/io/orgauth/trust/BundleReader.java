package io.orgauth.trust;

import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.json.JsonException;
import io.orgauth.token.JwkSet;
import io.orgauth.token.TokenReason;
import java.util.List;
import java.util.function.Supplier;

/**
 * Judges a bundle by signatures and names, without a clock: root, delegation, bundle key, then whose it is. Immutable and
 * thread-safe.
 */
final class BundleReader {
    private final List<RootKey> roots;
    private final String issuer;
    private final OrganizationId organization;
    private final String resource;

    BundleReader(List<RootKey> roots, String issuer, OrganizationId organization, String resource) {
        this.roots = List.copyOf(roots);
        this.issuer = issuer;
        this.organization = organization;
        this.resource = resource;
    }

    /** A manifest that a delegated key signed for this data plane. It may still be old, over, or from the future. */
    Manifest read(byte[] document) {
        return wellFormed(() -> {
            BundleDocument parts = BundleDocument.parse(document);
            Delegation delegation = delegation(parts.delegation());
            Manifest manifest = Manifest.parse(payload(parts.manifest(), delegation));
            requireDelegated(manifest, delegation);
            requireOurs(manifest);
            return manifest;
        });
    }

    private Delegation delegation(String signed) {
        List<RootKey> signers =
                roots.stream().filter(root -> isSignedBy(root, signed)).toList();
        if (signers.isEmpty()) {
            throw new BundleRefusedException(
                    TrustReason.UNKNOWN_ROOT, "the delegation is not signed by a pinned root, pinned are " + roots);
        }
        return delegation(signers.get(0), signed);
    }

    private static boolean isSignedBy(RootKey root, String signed) {
        try {
            root.keys().verified(signed, Delegation.TYPE, BundleDocument.MAX_DELEGATION);
            return true;
        } catch (InvalidCredentialException e) {
            if (e.reason() == TokenReason.OTHER_TOKEN_TYPE) {
                throw new BundleRefusedException(TrustReason.OTHER_DOCUMENT_TYPE, "the delegation is none");
            }
            return false;
        }
    }

    /** A delegation of this root, for whoever has the root at hand. */
    static Delegation delegation(RootKey root, String signed) {
        try {
            return Delegation.parse(root.keys().verified(signed, Delegation.TYPE, BundleDocument.MAX_DELEGATION));
        } catch (InvalidCredentialException e) {
            throw new BundleRefusedException(TrustReason.UNKNOWN_ROOT, "the delegation is not signed by " + root);
        }
    }

    private static byte[] payload(String signed, Delegation delegation) {
        JwkSet keys = delegation.keys();
        try {
            return keys.verified(signed, Manifest.TYPE, BundleDocument.MAX_MANIFEST);
        } catch (InvalidCredentialException e) {
            throw refusal(e);
        }
    }

    private static BundleRefusedException refusal(InvalidCredentialException e) {
        if (!(e.reason() instanceof TokenReason reason)) {
            return BundleRefusedException.malformed(String.valueOf(e.getMessage()));
        }
        return switch (reason) {
            case OTHER_TOKEN_TYPE ->
                new BundleRefusedException(TrustReason.OTHER_DOCUMENT_TYPE, "the manifest is no " + Manifest.TYPE);
            case UNKNOWN_KEY, ALGORITHM_MISMATCH ->
                new BundleRefusedException(
                        TrustReason.OTHER_SIGNING_KEY, "the manifest is signed by another key than the delegated one");
            case INVALID_SIGNATURE ->
                new BundleRefusedException(TrustReason.TAMPERED_BUNDLE, "the manifest's signature does not fit");
            default -> BundleRefusedException.malformed("manifest: " + e.getMessage());
        };
    }

    private static void requireDelegated(Manifest manifest, Delegation delegation) {
        Version version = manifest.version();
        boolean same = version.epoch() == delegation.epoch() && version.delegation() == delegation.sequence();
        boolean inTime = !version.issued().isBefore(delegation.issued())
                && !manifest.notAfter().isAfter(delegation.expires());
        if (!same || !inTime || !delegation.covers(manifest.resource())) {
            throw new BundleRefusedException(
                    TrustReason.NOT_DELEGATED, "the manifest goes beyond the delegation of its key");
        }
    }

    private void requireOurs(Manifest manifest) {
        require(manifest.issuer().equals(issuer), TrustReason.OTHER_ISSUER, issuer);
        require(manifest.organization().equals(organization), TrustReason.OTHER_ORGANIZATION, organization.value());
        require(manifest.resource().equals(resource), TrustReason.OTHER_RESOURCE, resource);
    }

    private static void require(boolean ours, TrustReason reason, String expected) {
        if (!ours) {
            throw new BundleRefusedException(reason, "the bundle is not for \"" + expected + "\"");
        }
    }

    /** What any of the documents is refused for when it is not what its signer should have written. */
    static <T> T wellFormed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonException | IllegalArgumentException e) {
            throw BundleRefusedException.malformed(String.valueOf(e.getMessage()));
        }
    }
}
