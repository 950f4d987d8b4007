package io.orgauth.examples.server;

import io.orgauth.Permission;

/** What can be done at the example's data plane: the control plane declares it, the data plane asks for it. */
final class DemoPermissions {
    static final Permission DATASET_READ = Permission.of("dataset:read");
    static final Permission DATASET_WRITE = Permission.of("dataset:write");

    private DemoPermissions() {}
}
