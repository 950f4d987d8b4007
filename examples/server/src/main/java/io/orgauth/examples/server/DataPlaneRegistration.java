package io.orgauth.examples.server;

import static io.orgauth.examples.server.DemoPermissions.DATASET_READ;
import static io.orgauth.examples.server.DemoPermissions.DATASET_WRITE;

import io.orgauth.controlplane.ControlPlane;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Makes the control plane know the data plane: whose it is, and that its owner's clients want tokens for it. */
final class DataPlaneRegistration {
    private static final int MOST = 500;

    private final ControlPlane controlPlane;
    private final DemoOrganization owner;
    private final URI uri;

    DataPlaneRegistration(ControlPlane controlPlane, DemoOrganization owner, String uri) {
        this.controlPlane = controlPlane;
        this.owner = owner;
        this.uri = URI.create(uri);
    }

    /** Again at each start, as the URL may be another. */
    void register() {
        if (!isKnown()) {
            controlPlane.dataPlanes().create(owner.id(), uri.toString(), Set.of(), Set.of(DATASET_READ, DATASET_WRITE));
        }
        for (DemoClient client : owner.clients()) {
            controlPlane.clients().useByDefault(owner.id(), client.id(), uri);
        }
    }

    private boolean isKnown() {
        return controlPlane.dataPlanes().page(owner.id(), Optional.empty(), MOST).stream()
                .anyMatch(known -> known.uri().equals(uri));
    }
}
