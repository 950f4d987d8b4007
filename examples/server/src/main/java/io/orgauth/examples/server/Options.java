package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options, checked: each on its own, and together. Immutable. */
final class Options {
    private static final int CONTROL_PLANE_PORT = 8080;
    private static final int DATA_PLANE_PORT = 8081;
    private static final int IDP_PORT = 8082;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final CommandLine given;
    private final Set<Part> parts;
    private final int port;
    private final int dataPlanePort;
    private final int idpPort;

    private Options(CommandLine given) {
        this.given = given;
        this.parts = given.value(Option.ONLY).map(Part::only).orElse(EnumSet.allOf(Part.class));
        this.port = port(Option.PORT, CONTROL_PLANE_PORT);
        this.dataPlanePort = port(Option.DATA_PLANE_PORT, DATA_PLANE_PORT);
        this.idpPort = port(Option.IDP_PORT, IDP_PORT);
    }

    /** Throws a {@link UsageException} for the first thing that is wrong. */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Options options = new Options(CommandLine.parse(arguments, environment));
        options.requireUrl(Option.ISSUER);
        options.requireUrl(Option.CONTROL_PLANE);
        options.requireOrganization();
        options.requireTogether();
        options.requireTrust();
        options.requireNothingToExplain();
        options.trustEpoch();
        return options;
    }

    boolean runs(Part part) {
        return parts.contains(part);
    }

    /** 0 for any free one. */
    int port() {
        return port;
    }

    /** 0 for any free one. */
    int dataPlanePort() {
        return dataPlanePort;
    }

    /** 0 for any free one. */
    int idpPort() {
        return idpPort;
    }

    /** Whether the identity provider's port was said, and no other will do. */
    boolean insistsOnIdpPort() {
        return given.value(Option.IDP_PORT).isPresent();
    }

    /** Whether nothing runs but the identity provider. */
    boolean idpAlone() {
        return parts.equals(EnumSet.of(Part.IDP));
    }

    Optional<Path> data() {
        return path(Option.DATA);
    }

    Optional<String> issuer() {
        return given.value(Option.ISSUER);
    }

    /** The issuer of a data plane that runs alone. */
    String controlPlane() {
        return given.value(Option.CONTROL_PLANE).orElseThrow();
    }

    /** The organization of a data plane that runs alone. */
    OrganizationId organization() {
        return OrganizationId.of(given.value(Option.ORGANIZATION).orElseThrow());
    }

    /** The root key that a data plane alone pins; then it judges by a trust bundle. */
    Optional<Path> rootKey() {
        return path(Option.ROOT_KEY);
    }

    /** As whom a data plane alone fetches its trust bundle. */
    String clientId() {
        return given.value(Option.CLIENT_ID).orElseThrow();
    }

    Path clientSecretFile() {
        return path(Option.CLIENT_SECRET_FILE).orElseThrow();
    }

    /** To be begun, after the database was restored from a backup. */
    Optional<Long> trustEpoch() {
        return given.value(Option.TRUST_EPOCH).map(text -> {
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw new UsageException(Option.TRUST_EPOCH.flag() + " is a number from 1, not " + text);
            }
            return Long.valueOf(text);
        });
    }

    /** OAuth clients beside those of the demo. */
    Optional<Path> clients() {
        return path(Option.CLIENTS);
    }

    Optional<Tls> tls() {
        return path(Option.TLS_KEYSTORE)
                .map(keystore ->
                        Tls.load(keystore, given.value(Option.TLS_PASSWORD).orElseThrow()));
    }

    Optional<Path> demoFile() {
        return path(Option.DEMO_FILE);
    }

    private Optional<Path> path(Option option) {
        return given.value(option).map(Path::of);
    }

    private int port(Option option, int usual) {
        String text = given.value(option).orElse(Integer.toString(usual));
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 0xffff) {
            throw new UsageException(option.flag() + " is a port from 0 (any free one) to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }

    private void requireUrl(Option option) {
        given.value(option).filter(url -> !isIssuer(url)).ifPresent(url -> {
            throw new UsageException(option.flag() + " is an https URL (http only on localhost) with a host and"
                    + " without query, fragment and slash at the end, not " + url);
        });
    }

    private static boolean isIssuer(String url) {
        try {
            URI uri = new URI(url);
            boolean secure = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return secure
                    && plain
                    && uri.getHost() != null
                    && !url.endsWith("/")
                    && uri.normalize().equals(uri);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void requireOrganization() {
        try {
            given.value(Option.ORGANIZATION).ifPresent(OrganizationId::of);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Option.ORGANIZATION.flag() + " is no organization id");
        }
    }

    private boolean dataPlaneAlone() {
        return runs(Part.DATA_PLANE) && !runs(Part.CONTROL_PLANE);
    }

    private void requireTrust() {
        boolean dataPlaneAlone = dataPlaneAlone();
        for (Option option : List.of(Option.ROOT_KEY, Option.CLIENT_ID, Option.CLIENT_SECRET_FILE)) {
            if (given.value(option).isPresent() && !dataPlaneAlone) {
                throw new UsageException(option.flag() + " goes with --only data-plane");
            }
            if (given.value(option).isPresent() != given.value(Option.ROOT_KEY).isPresent()) {
                throw new UsageException("--root-key, --client-id and --client-secret-file go together");
            }
        }
        for (Option option : List.of(Option.TRUST_EPOCH, Option.CLIENTS)) {
            if (given.value(option).isPresent() && !runs(Part.CONTROL_PLANE)) {
                throw new UsageException(option.flag() + " is for the control plane");
            }
        }
    }

    private void requireNothingToExplain() {
        if (given.value(Option.CONNECTION).isPresent()) {
            throw new UsageException(Option.CONNECTION.flag() + " goes with " + ExplainSaml.COMMAND + " FILE");
        }
    }

    private void requireTogether() {
        boolean dataPlaneAlone = dataPlaneAlone();
        for (Option needed : List.of(Option.CONTROL_PLANE, Option.ORGANIZATION)) {
            if (given.value(needed).isPresent() != dataPlaneAlone) {
                throw new UsageException(needed.flag() + " goes with --only data-plane, which needs it");
            }
        }
        if (!runs(Part.CONTROL_PLANE) && given.value(Option.ISSUER).isPresent()) {
            throw new UsageException(Option.ISSUER.flag() + " is for the control plane, which does not run here");
        }
        if (runs(Part.CONTROL_PLANE) && !runs(Part.DATA_PLANE) && dataPlanePort == 0) {
            throw new UsageException("--only control-plane needs to know the data plane's port: give one with "
                    + Option.DATA_PLANE_PORT.flag());
        }
        if (given.value(Option.TLS_KEYSTORE).isPresent()
                != given.value(Option.TLS_PASSWORD).isPresent()) {
            throw new UsageException(Option.TLS_KEYSTORE.flag() + " and " + Option.TLS_PASSWORD.flag() + " (better as "
                    + Option.TLS_PASSWORD.variable() + ") go together");
        }
    }
}
