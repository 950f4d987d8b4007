package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the data plane in a process of its own is given, to fetch its trust bundle and to believe it.
 *
 * @param rootKey the file to pin
 * @param client its own, which may fetch that bundle and do nothing else
 */
record DemoTrust(Path rootKey, DemoClient client) {
    private static final String FILE = "data-plane-client.json";

    /** With the client of an earlier start, whose secret only this file has, or a new one. */
    static DemoTrust open(
            Path directory, DemoRoot root, ControlPlane controlPlane, OrganizationId owner, String dataPlane) {
        Path file = directory.resolve(FILE);
        try {
            DemoClient client = Files.exists(file)
                    ? DemoClient.of(Json.parseObject(Files.readAllBytes(file)))
                    : made(file, controlPlane, owner);
            controlPlane.clients().useByDefault(owner, client.id(), URI.create(dataPlane));
            return new DemoTrust(root.publicKey(), client);
        } catch (IOException e) {
            throw new StartException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static DemoClient made(Path file, ControlPlane controlPlane, OrganizationId owner) {
        IssuedSecret<ClientApplication> issued =
                controlPlane.clients().create(owner, "data plane", Set.of(ClientApplications.DATA_PLANE));
        DemoClient client = new DemoClient(issued.owner().id(), issued.secret(), ClientApplications.DATA_PLANE);
        OwnerOnlyFile.write(file, Json.write(client.json()));
        return client;
    }
}
