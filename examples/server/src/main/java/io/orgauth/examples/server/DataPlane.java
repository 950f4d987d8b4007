package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.apikey.ApiKeys;
import io.orgauth.http.Fetcher;
import io.orgauth.servlet.AuthFilter;
import io.orgauth.token.KeySource;
import io.orgauth.token.RemoteKeySource;
import io.orgauth.token.TokenVerifier;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A service in the customer's network: it verifies tokens itself and admits one organization. */
final class DataPlane {
    private final String issuer;
    private final OrganizationId organization;
    private final Time time;
    private final Optional<ApiKeys> keys;

    /** API keys are accepted where they can be looked up: beside the control plane, in one process with it. */
    DataPlane(String issuer, OrganizationId organization, Time time, Optional<ApiKeys> keys) {
        this.issuer = issuer;
        this.organization = organization;
        this.time = time;
        this.keys = keys;
    }

    /** With a directory, a restart works while the issuer is out. The verifier is the caller's to close. */
    TokenVerifier serve(Listener listener, Fetcher door, Optional<Path> directory) {
        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(issuer)
                .audience(listener.url())
                .organization(organization.value())
                .keys(keys(door, directory))
                .clock(time.clock())
                .build();
        AuthFilter.Builder builder = AuthFilter.builder().accept(verifier);
        keys.ifPresent(known -> builder.accept(known.forOrganization(organization.value(), listener.url())));
        AuthFilter filter = builder.require("GET", "/datasets", DemoPermissions.DATASET_READ)
                .require("POST", "/datasets", DemoPermissions.DATASET_WRITE)
                .allowAnonymous("GET", "/health")
                .allowOrigin(origin())
                .build();
        Map<String, HttpServlet> servlets = Map.of(
                "/whoami", new WhoAmIServlet(),
                "/datasets", new DatasetsServlet(),
                "/health", new HealthServlet(verifier));
        listener.filter("/*", filter);
        listener.serve(servlets);
        return verifier;
    }

    private KeySource keys(Fetcher door, Optional<Path> directory) {
        RemoteKeySource keys =
                KeySource.discovery().fetcher(door).clock(time.clock()).ticker(time.ticker());
        return directory.map(keys::keepIn).orElse(keys);
    }

    /** Pages of the control plane are the ones that may call from a browser, which names them so (RFC 6454, 6.2). */
    private String origin() {
        URI uri = URI.create(issuer);
        boolean usualPort = uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
        String port = uri.getPort() < 0 || usualPort ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
