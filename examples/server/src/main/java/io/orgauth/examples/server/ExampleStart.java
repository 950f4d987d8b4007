package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.Fetcher;
import io.orgauth.json.Json;
import io.orgauth.trust.RootKey;
import io.orgauth.trust.TrustBundle;
import io.orgauth.trust.TrustBundleBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Starts the parts that were asked for: first the ports, as URLs come from them, and last the demo file. */
final class ExampleStart {
    private final Options options;
    private final Time time;
    private final Optional<Tls> tls;
    private final List<StaticClient> clients;
    private final OpenThings open = new OpenThings();

    private ExampleStart(Options options, Time time) {
        this.options = options;
        this.time = time;
        this.tls = options.tls();
        this.clients = options.clients().map(ClientsFile::read).orElse(List.of());
    }

    /** Throws a {@link StartException}, and leaves nothing open, if a part does not start. */
    static RunningExample run(Options options, Time time) {
        ExampleStart start = new ExampleStart(options, time);
        try {
            return start.run();
        } catch (RuntimeException e) {
            start.open.close();
            throw e;
        }
    }

    private RunningExample run() {
        Optional<Listener> control = listener(Part.CONTROL_PLANE, Option.PORT, options.port());
        Optional<Listener> data = listener(Part.DATA_PLANE, Option.DATA_PLANE_PORT, options.dataPlanePort());
        String idp =
                options.runs(Part.IDP) ? open.add(DemoIdp.start(options, time)).url() : DemoIdp.elsewhere(options);
        String dataPlane = data.map(Listener::url).orElseGet(this::dataPlaneElsewhere);
        RunningExample example = control.map(listener -> controlPlane(listener, dataPlane, idp))
                .orElseGet(() -> new RunningExample(
                        options.controlPlane(),
                        dataPlane,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        DemoSignIn.none(),
                        open));
        data.ifPresent(listener -> dataPlane(listener, example));
        options.demoFile().ifPresent(file -> OwnerOnlyFile.write(file, Json.write(example.json())));
        return example;
    }

    private Optional<Listener> listener(Part part, Option option, int port) {
        return options.runs(part) ? Optional.of(open.add(Listener.open(option, port, tls))) : Optional.empty();
    }

    /** Another process of this machine, with the same options. */
    private String dataPlaneElsewhere() {
        return (tls.isPresent() ? "https" : "http") + "://localhost:" + options.dataPlanePort();
    }

    private RunningExample controlPlane(Listener listener, String dataPlane, String idp) {
        String issuer = options.issuer().orElseGet(listener::url);
        Optional<Path> directory = directory("control-plane");
        Fetcher door = IdentityProviderDoor.of(tls, listener.url(), dataPlane);
        Memory memory = open.add(EmbeddedControlPlane.memory(directory));
        Path trustDirectory =
                directory.orElseGet(() -> open.add(new ScratchDirectory()).path());
        DemoRoot root = DemoRoot.open(trustDirectory, options.trustEpoch(), time);
        ControlPlane controlPlane = open.add(EmbeddedControlPlane.open(issuer, memory, root, clients, door, time));
        List<DemoOrganization> organizations = DemoOrganizations.open(directory, controlPlane);
        new DataPlaneRegistration(controlPlane, organizations.get(0), dataPlane).register();
        DemoTrust trust = DemoTrust.open(
                trustDirectory, root, controlPlane, organizations.get(0).id(), dataPlane);
        EmbeddedControlPlane.serve(controlPlane, issuer, dataPlane, listener);
        DemoSignIn signIn = new DemoConnections(controlPlane, issuer, idp, door).connect(organizations);
        return new RunningExample(
                issuer, dataPlane, organizations, Optional.of(trust), Optional.of(controlPlane), signIn, open);
    }

    /** It admits the first organization, or alone the one that it was told. */
    private void dataPlane(Listener listener, RunningExample example) {
        OrganizationId admitted = example.organizations().stream()
                .findFirst()
                .map(DemoOrganization::id)
                .orElseGet(options::organization);
        Fetcher door = ControlPlaneDoor.to(example.issuer(), tls);
        Callers callers = open.add(options.rootKey()
                .map(root -> bundled(root, listener, door))
                .orElseGet(() -> issuerKeys(example, admitted, listener, door)));
        DataPlane dataPlane = new DataPlane(example.issuer());
        clients.stream().flatMap(client -> client.origins().stream()).forEach(dataPlane::allowOrigin);
        dataPlane.serve(listener, callers);
    }

    /** API keys are accepted where they can be looked up: beside the control plane, in one process with it. */
    private Callers issuerKeys(RunningExample example, OrganizationId admitted, Listener listener, Fetcher door) {
        IssuerKeys tokens =
                IssuerKeys.of(example.issuer(), admitted, listener.url(), door, directory("data-plane"), time);
        return example.controlPlane()
                .map(control -> tokens.and(control.apiKeys().forOrganization(admitted.value(), listener.url())))
                .orElse(tokens);
    }

    private Callers bundled(Path root, Listener listener, Fetcher door) {
        URI uri = URI.create(options.controlPlane() + "/organizations/" + options.organization() + "/trust-bundle");
        try {
            TrustBundleBuilder bundle = TrustBundle.from(uri)
                    .rootKey(RootKey.file(root))
                    .credentials(
                            options.clientId(),
                            Files.readString(options.clientSecretFile()).strip())
                    .fetcher(door)
                    .clock(time.clock())
                    .ticker(time.ticker());
            directory("data-plane").ifPresent(bundle::keepIn);
            return new BundledTrust(bundle.start(), listener.url());
        } catch (IOException e) {
            throw new StartException("--client-secret-file can't be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new StartException("the trust bundle can't be used: " + e.getMessage(), e);
        }
    }

    private Optional<Path> directory(String part) {
        return options.data().map(data -> made(data.resolve(part)));
    }

    /** Password hashes are nobody else's to read. */
    private static Path made(Path directory) {
        try {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            return directory;
        } catch (IOException e) {
            throw new StartException(Option.DATA.flag() + " " + directory + " can't be made: " + e.getMessage(), e);
        }
    }
}
