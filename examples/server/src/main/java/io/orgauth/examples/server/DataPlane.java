package io.orgauth.examples.server;

import io.orgauth.servlet.AuthFilter;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** A service in the customer's network: it judges its callers itself and admits one organization. */
final class DataPlane {
    private final String issuer;

    DataPlane(String issuer) {
        this.issuer = issuer;
    }

    void serve(Listener listener, Callers callers) {
        AuthFilter.Builder filter = AuthFilter.builder();
        callers.authenticators().forEach(filter::accept);
        filter.require("GET", "/datasets", DemoPermissions.DATASET_READ)
                .require("POST", "/datasets", DemoPermissions.DATASET_WRITE)
                .allowAnonymous("GET", "/health")
                .allowOrigin(origin());
        Map<String, HttpServlet> servlets = Map.of(
                "/whoami", new WhoAmIServlet(),
                "/datasets", new DatasetsServlet(),
                "/health", new HealthServlet(callers));
        listener.serve(filter.build(), servlets);
    }

    /** Pages of the control plane are the ones that may call from a browser, which names them so (RFC 6454, 6.2). */
    private String origin() {
        URI uri = URI.create(issuer);
        boolean usualPort = uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
        String port = uri.getPort() < 0 || usualPort ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
