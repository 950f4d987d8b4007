package io.orgauth.trust;

import io.orgauth.OrganizationId;
import io.orgauth.file.AtomicFile;
import io.orgauth.http.Fetcher;
import io.orgauth.http.GuardedFetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what a {@link TrustBundle} needs. Not thread-safe. */
public final class TrustBundleBuilder {
    private static final Pattern URL =
            Pattern.compile("(?<issuer>https?://[^?#]+)/organizations/(?<org>[A-Za-z0-9._~-]+)/trust-bundle");
    private static final int MOST_ROOTS = 2;

    private final Optional<URI> uri;
    private final Optional<Path> directory;
    private final List<RootKey> roots = new ArrayList<>();
    private Optional<String> issuer = Optional.empty();
    private Optional<OrganizationId> organization = Optional.empty();
    private Optional<Credentials> credentials = Optional.empty();
    private Optional<Path> keepIn = Optional.empty();
    private Optional<Fetcher> fetcher = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private LongSupplier ticker = System::nanoTime;

    private TrustBundleBuilder(Optional<URI> uri, Optional<Path> directory) {
        this.uri = uri;
        this.directory = directory;
    }

    static TrustBundleBuilder of(URI uri) {
        Matcher parts = URL.matcher(uri.toString());
        if (!parts.matches() || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a trust bundle is at <issuer>/organizations/<organization>/trust-bundle, not at " + uri);
        }
        return new TrustBundleBuilder(Optional.of(uri), Optional.empty())
                .issuer(parts.group("issuer"))
                .organization(parts.group("org"));
    }

    static TrustBundleBuilder of(Path directory) {
        return new TrustBundleBuilder(Optional.empty(), Optional.of(directory));
    }

    /**
     * Pins a root. A second one may be pinned while a control plane goes over to it.
     *
     * @param root as the control plane shows it
     * @return this
     * @throws IllegalArgumentException if it is the third
     */
    public TrustBundleBuilder rootKey(RootKey root) {
        if (roots.size() == MOST_ROOTS) {
            throw new IllegalArgumentException("at most two root keys are pinned, take out the one that is replaced");
        }
        roots.add(root);
        return this;
    }

    /**
     * The data plane's own client, which may fetch this bundle and do nothing else.
     *
     * @param clientId as registered
     * @param clientSecret as shown once
     * @return this
     */
    public TrustBundleBuilder credentials(String clientId, String clientSecret) {
        this.credentials = Optional.of(new Credentials(clientId, clientSecret));
        return this;
    }

    /**
     * Keeps the last bundle in this directory, for a restart while the control plane is out, and to know an older bundle again
     * after it. Whoever can write there can at worst make the data plane forget; give it to this service alone.
     *
     * @param place made if it is not there; for this bundle only
     * @return this
     */
    public TrustBundleBuilder keepIn(Path place) {
        this.keepIn = Optional.of(place);
        return this;
    }

    /**
     * The issuer that the bundle must be of; needed for a directory only.
     *
     * @param exact the {@code iss} of its tokens
     * @return this
     */
    public TrustBundleBuilder issuer(String exact) {
        this.issuer = Optional.of(exact);
        return this;
    }

    /**
     * The organization that the bundle must be of; needed for a directory only.
     *
     * @param id its immutable id
     * @return this
     * @throws IllegalArgumentException as {@link OrganizationId#of}
     */
    public TrustBundleBuilder organization(String id) {
        this.organization = Optional.of(OrganizationId.of(id));
        return this;
    }

    /**
     * Fetches through this, in place of {@link GuardedFetcher#operator()} as it comes: https to public addresses.
     *
     * @param door for a control plane in a private network, one that allows its host
     * @return this
     */
    public TrustBundleBuilder fetcher(Fetcher door) {
        this.fetcher = Optional.of(door);
        return this;
    }

    /**
     * The clock for dates; the system's unless said.
     *
     * @param wall the clock
     * @return this
     */
    public TrustBundleBuilder clock(Clock wall) {
        this.clock = wall;
        return this;
    }

    /**
     * Measures what passes, so that a step of the wall clock revives nothing.
     *
     * @param nanos nanoseconds that never run back, {@link System#nanoTime()} unless said
     * @return this
     */
    public TrustBundleBuilder ticker(LongSupplier nanos) {
        this.ticker = nanos;
        return this;
    }

    /**
     * The bundle. It asks as soon as {@link TrustBundle#tokens} or {@link TrustBundle#apiKeys} says which resource it is for.
     *
     * @return to be closed at the end
     * @throws IllegalStateException if something is missing; the message names the call to add
     * @throws IllegalArgumentException if the directory to keep it in can't be written
     */
    public TrustBundle start() {
        if (roots.isEmpty()) {
            throw new IllegalStateException("say whom to believe: .rootKey(RootKey.file(...))");
        }
        if (issuer.isEmpty() || organization.isEmpty()) {
            throw new IllegalStateException(
                    "a directory does not say whose bundle it should hold: .issuer(...).organization(...)");
        }
        keepIn.ifPresent(TrustBundleBuilder::requireWritable);
        return new TrustBundle(new Origin(roots, issuer.get(), organization.get(), source(), keepIn, clock, ticker));
    }

    private BundleSource source() {
        if (directory.isPresent()) {
            return new BundleDirectory(directory.get(), AtomicFile::readable);
        }
        Credentials own = credentials.orElseThrow(() ->
                new IllegalStateException("say as which client to fetch it: .credentials(clientId, clientSecret)"));
        Fetcher door = fetcher.orElseGet(() -> GuardedFetcher.operator().build());
        return new HttpBundleSource(door, uri.orElseThrow(), own.id, own.secret);
    }

    private static void requireWritable(Path place) {
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new IllegalArgumentException("keepIn needs a directory, " + place + " can't be made: " + e, e);
        }
        if (!Files.isWritable(place)) {
            throw new IllegalArgumentException("keepIn needs a directory that can be written, " + place + " can't");
        }
    }

    /** Never a record, whose text would show the secret. */
    private static final class Credentials {
        private final String id;
        private final String secret;

        Credentials(String id, String secret) {
            this.id = id;
            this.secret = secret;
        }
    }
}
