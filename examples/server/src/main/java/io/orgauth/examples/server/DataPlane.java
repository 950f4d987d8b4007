package io.orgauth.examples.server;

import io.orgauth.servlet.AuthFilter;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A service in the customer's network: it judges its callers itself and admits one organization. */
final class DataPlane {
    private final String issuer;
    private final Set<String> origins = new LinkedHashSet<>();

    /** Pages of the control plane may call it from a browser. */
    DataPlane(String issuer) {
        this.issuer = issuer;
        allowOrigin(origin());
    }

    /** And so may the pages of this origin. */
    void allowOrigin(String origin) {
        origins.add(origin);
    }

    void serve(Listener listener, Callers callers) {
        AuthFilter.Builder filter = AuthFilter.builder();
        callers.authenticators().forEach(filter::accept);
        filter.require("GET", "/datasets", DemoPermissions.DATASET_READ)
                .require("POST", "/datasets", DemoPermissions.DATASET_WRITE)
                .allowAnonymous("GET", "/health")
                .authorizationServer(issuer);
        origins.forEach(filter::allowOrigin);
        Map<String, HttpServlet> servlets = Map.of(
                "/whoami", new WhoAmIServlet(),
                "/datasets", new DatasetsServlet(),
                "/health", new HealthServlet(callers));
        listener.filter("/*", filter.build());
        listener.serve(servlets);
    }

    /** As a browser names it (RFC 6454, 6.2). */
    private String origin() {
        URI uri = URI.create(issuer);
        boolean usualPort = uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
        String port = uri.getPort() < 0 || usualPort ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
