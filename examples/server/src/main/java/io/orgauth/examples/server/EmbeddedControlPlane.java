package io.orgauth.examples.server;

import static io.orgauth.examples.server.DemoPermissions.DATASET_READ;
import static io.orgauth.examples.server.DemoPermissions.DATASET_WRITE;

import io.orgauth.Role;
import io.orgauth.console.Console;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.controlplane.ControlPlaneBuilder;
import io.orgauth.http.Endpoints;
import io.orgauth.http.Fetcher;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.GrantType;
import io.orgauth.json.JsonObject;
import io.orgauth.oidc.OidcProtocol;
import io.orgauth.saml.SamlProtocol;
import io.orgauth.servlet.AuthFilter;
import io.orgauth.servlet.EndpointFilter;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The issuer: the library's control plane in this application, and beside it a page and a door for health checks. */
final class EmbeddedControlPlane {
    /** Public, and the one client that may exchange a password for a token. */
    static final String FIRST_PARTY_CLIENT = "app_demo";

    private EmbeddedControlPlane() {}

    static Memory memory(Optional<Path> directory) {
        return usable(() -> Memory.open(directory));
    }

    /** The caller closes it. */
    static ControlPlane open(
            String issuer, Memory memory, DemoRoot root, List<StaticClient> clients, Fetcher door, Time time) {
        return usable(() -> {
            ControlPlaneBuilder builder = builder(issuer, memory, root, door, time);
            clients.forEach(client -> client.addTo(builder));
            return builder.build();
        });
    }

    private static ControlPlaneBuilder builder(String issuer, Memory memory, DemoRoot root, Fetcher door, Time time) {
        return ControlPlane.builder()
                .issuer(issuer)
                .allowLoopbackHttp()
                .permissions(DATASET_READ.value(), DATASET_WRITE.value())
                .grant(Role.MEMBER, DATASET_READ.value(), DATASET_WRITE.value())
                .grant(Role.VIEWER, DATASET_READ.value())
                .stores(memory.stores())
                .sealedBy(memory.sealingKey())
                .mailer(new LinkPrinter(issuer, System.out))
                .pages(Console.builder().name("OrgAuth example").build())
                .protocols(SamlProtocol.standard(), OidcProtocol.standard())
                .fetcher(door)
                .client(
                        FIRST_PARTY_CLIENT,
                        "OrgAuth example on this machine",
                        ClientMetadata.publicClient("http://127.0.0.1/callback", "http://[::1]/callback")
                                .asFirstParty()
                                .allowing(GrantType.PASSWORD, GrantType.DEVICE_CODE))
                .bundleKey(root.bundleKey())
                .clock(time.clock());
    }

    /** What the library refuses to start with is one sentence that names the fix. */
    private static <T> T usable(Supplier<T> opened) {
        try {
            return opened.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StartException("the control plane can't be used: " + e.getMessage(), e);
        }
    }

    /** Beside the endpoints is the product's own page, for whoever is signed in. */
    static void serve(ControlPlane controlPlane, String issuer, String dataPlane, Listener listener) {
        Endpoints endpoints = Endpoints.builder()
                .addAll(controlPlane.endpoints())
                .at("GET", URI.create(issuer).getPath() + "/health", request -> health())
                .build();
        AuthFilter signedIn = AuthFilter.builder()
                .anyOrganization()
                .accept(controlPlane.sessions())
                .signInAt(URI.create(issuer).getPath() + "/sign-in")
                .build();
        HomeServlet home = new HomeServlet(issuer, dataPlane);
        Map<String, HttpServlet> servlets =
                HomeServlet.PATHS.stream().collect(Collectors.toMap(path -> path, path -> home));
        listener.filter("/*", new EndpointFilter(endpoints));
        listener.filter("", signedIn);
        listener.serve(servlets);
    }

    private static HttpResponse health() {
        return HttpResponse.json(200, JsonObject.builder().put("status", "ok").build())
                .with("Cache-Control", "no-store");
    }
}
