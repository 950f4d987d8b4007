package io.orgauth.dataplane;

import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Resource;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.trust.TrustBundle;
import io.orgauth.trust.TrustBundleBuilder;
import io.orgauth.trust.TrustRoot;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A control plane with one data plane of Acme, and the line between them, which can be cut. */
final class DataPlaneFixture implements AutoCloseable {
    static final String ISSUER = "https://app.example.com/auth";
    static final String URI_OF_DATA_PLANE = "https://data.acme.example";

    final TrustRoot root = TrustRoot.inMemory();
    final Stores stores = Stores.inMemory();
    final Path keyFile;
    final ControlPlane auth;
    final Organization acme;
    final User ada;
    final Resource dataPlane;
    final IssuedSecret<ClientApplication> client;
    volatile boolean cut;

    DataPlaneFixture(Path directory) {
        keyFile = directory.resolve("bundle.key");
        root.newBundleKey(1, 1, Duration.ofDays(30)).write(keyFile);
        auth = ControlPlane.builder()
                .issuer(ISSUER)
                .permissions("dataset:read", "dataset:write")
                .grant(Role.MEMBER, "dataset:read")
                .stores(stores)
                .bundleKey(keyFile)
                .build();
        acme = auth.organizations().create("Acme", "acme.com");
        ada = auth.users().create(acme.id(), "ada@acme.com", Role.MEMBER);
        dataPlane =
                auth.dataPlanes().create(acme.id(), URI_OF_DATA_PLANE, Set.of(), Set.of(Permission.of("dataset:read")));
        client = dataPlaneClient(acme, dataPlane);
    }

    IssuedSecret<ClientApplication> dataPlaneClient(Organization owner, Resource resource) {
        IssuedSecret<ClientApplication> made =
                auth.clients().create(owner.id(), "data plane", Set.of(ClientApplications.DATA_PLANE));
        auth.clients().useByDefault(owner.id(), made.owner().id(), resource.uri());
        return made;
    }

    TrustBundleBuilder trust() {
        return TrustBundle.from(URI.create(ISSUER + path()))
                .rootKey(root.publicKey())
                .credentials(client.owner().id(), client.secret())
                .fetcher(line());
    }

    String path() {
        return "/organizations/" + acme.id() + "/trust-bundle";
    }

    HttpResponse get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.builder("GET", "/auth" + path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return auth.endpoints().answer(request.build()).orElseThrow();
    }

    static String basic(IssuedSecret<ClientApplication> client) {
        return basic(client.owner().id(), client.secret());
    }

    static String basic(String id, String secret) {
        String both = id + ':' + secret;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    /** The endpoints without a socket. */
    private Fetcher line() {
        return request -> {
            if (cut) {
                throw new FetchException(FetchException.Problem.UNREACHABLE, "the line is cut");
            }
            HttpResponse answer = auth.endpoints().answer(request(request)).orElseThrow();
            Map<String, List<String>> headers = answer.headers()
                    .first("ETag")
                    .map(tag -> Map.of("etag", List.of(tag)))
                    .orElse(Map.of());
            return FetchedResponse.of(answer.status(), headers, answer.body());
        };
    }

    private static HttpRequest request(FetchRequest asked) {
        HttpRequest.Builder request =
                HttpRequest.builder(asked.method(), asked.uri().getRawPath());
        for (String name : List.of("authorization", "if-none-match", "prefer")) {
            Optional<String> value = asked.header(name);
            value.ifPresent(text -> request.header(name, text));
        }
        return request.build();
    }

    @Override
    public void close() {
        auth.close();
    }
}
