package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.json.Json;
import java.io.IOException;
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
    private final OpenThings open = new OpenThings();

    private ExampleStart(Options options, Time time) {
        this.options = options;
        this.time = time;
        this.tls = options.tls();
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
        String dataPlane = data.map(Listener::url).orElseGet(this::dataPlaneElsewhere);
        RunningExample example = control.map(listener -> controlPlane(listener, dataPlane))
                .orElseGet(
                        () -> new RunningExample(options.controlPlane(), dataPlane, List.of(), Optional.empty(), open));
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

    private RunningExample controlPlane(Listener listener, String dataPlane) {
        String issuer = options.issuer().orElseGet(listener::url);
        Optional<Path> directory = directory("control-plane");
        Memory memory = open.add(EmbeddedControlPlane.memory(directory));
        ControlPlane controlPlane = open.add(EmbeddedControlPlane.open(issuer, memory, time));
        List<DemoOrganization> organizations = DemoOrganizations.open(directory, controlPlane);
        new DataPlaneRegistration(controlPlane, organizations.get(0), dataPlane).register();
        EmbeddedControlPlane.serve(controlPlane, issuer, dataPlane, listener);
        return new RunningExample(issuer, dataPlane, organizations, Optional.of(controlPlane), open);
    }

    /** It admits the first organization, or alone the one that it was told. */
    private void dataPlane(Listener listener, RunningExample example) {
        OrganizationId admitted = example.organizations().stream()
                .findFirst()
                .map(DemoOrganization::id)
                .orElseGet(options::organization);
        open.add(new DataPlane(
                        example.issuer(), admitted, time, example.controlPlane().map(ControlPlane::apiKeys))
                .serve(listener, ControlPlaneDoor.to(example.issuer(), tls), directory("data-plane")));
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
