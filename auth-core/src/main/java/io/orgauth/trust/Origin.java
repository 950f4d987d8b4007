package io.orgauth.trust;

import io.orgauth.OrganizationId;
import io.orgauth.file.AtomicFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Where bundles come from and whose they must be; all that is known before somebody says for which resource. Immutable. */
record Origin(
        List<RootKey> roots,
        String issuer,
        OrganizationId organization,
        BundleSource source,
        Optional<Path> keepIn,
        Clock clock,
        LongSupplier ticker) {
    Origin {
        roots = List.copyOf(roots);
    }

    /** A bundle for this resource, not yet asked for. */
    LiveBundle open(String resource) {
        BundleKeeper keeper = new BundleKeeper(
                new BundleReader(roots, issuer, organization, resource),
                source,
                keepIn.map(place -> new BundleDirectory(place, AtomicFile::secret)),
                clock,
                ticker);
        return new LiveBundle(organization, resource, keeper, new BundleRefresher(keeper, ticker));
    }
}
