package io.orgauth.examples.server;

import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.IdentityException;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The two organizations: new ones, or those of an earlier start. The stores have digests of their secrets only, so the demo
 * keeps the secrets themselves in a file; a product never does.
 */
final class DemoOrganizations {
    private static final String FILE = "organizations.json";

    private DemoOrganizations() {}

    static List<DemoOrganization> open(Optional<Path> directory, ControlPlane controlPlane) {
        return directory
                .map(kept -> kept(kept.resolve(FILE), controlPlane))
                .orElseGet(() -> new DemoSeed(controlPlane).organizations());
    }

    private static List<DemoOrganization> kept(Path file, ControlPlane controlPlane) {
        List<DemoOrganization> organizations = Files.exists(file) ? read(file) : write(file, controlPlane);
        for (DemoOrganization organization : organizations) {
            if (controlPlane.organizations().find(organization.id()).isEmpty()) {
                throw notTogether(file, Optional.empty());
            }
        }
        return organizations;
    }

    private static List<DemoOrganization> write(Path file, ControlPlane controlPlane) {
        try {
            List<DemoOrganization> organizations = new DemoSeed(controlPlane).organizations();
            JsonObject document = JsonObject.builder()
                    .put("organizations", json(organizations))
                    .build();
            OwnerOnlyFile.write(file, Json.write(document));
            return organizations;
        } catch (IdentityException e) {
            throw notTogether(file, Optional.of(e));
        }
    }

    static JsonArray json(List<DemoOrganization> organizations) {
        return JsonArray.of(organizations.stream().map(DemoOrganization::json).toList());
    }

    private static List<DemoOrganization> read(Path file) {
        try {
            return Json.parseObject(Files.readAllBytes(file)).array("organizations").orElseThrow().objects().stream()
                    .map(DemoOrganization::of)
                    .toList();
        } catch (IOException | JsonException | NoSuchElementException | IllegalArgumentException e) {
            throw notTogether(file, Optional.of(e));
        }
    }

    /** One of them was removed or damaged, or an earlier start was ended between the two. */
    private static StartException notTogether(Path file, Optional<Exception> why) {
        String sentence = file + " and the database beside it don't belong together: remove both, and the organizations"
                + " are made anew";
        return why.map(cause -> new StartException(sentence, cause)).orElseGet(() -> new StartException(sentence));
    }
}
