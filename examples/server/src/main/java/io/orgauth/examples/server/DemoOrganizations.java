package io.orgauth.examples.server;

import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The two organizations: new ones at each start, or those that were kept at an earlier one. */
final class DemoOrganizations {
    private static final String FILE = "organizations.json";

    private DemoOrganizations() {}

    static List<DemoOrganization> open(Optional<Path> directory) {
        return directory.map(DemoOrganizations::kept).orElseGet(DemoOrganizations::create);
    }

    private static List<DemoOrganization> create() {
        RandomText random = new RandomText(new SecureRandom());
        return List.of(
                DemoOrganization.create(random, "Acme", "acme.example"),
                DemoOrganization.create(random, "Globex", "globex.example"));
    }

    private static List<DemoOrganization> kept(Path directory) {
        Path file = directory.resolve(FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        List<DemoOrganization> organizations = create();
        OwnerOnlyFile.write(
                file,
                Json.write(JsonObject.builder()
                        .put("organizations", json(organizations))
                        .build()));
        return organizations;
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
            throw new StartException(file + " is damaged: remove it and the organizations are made anew", e);
        }
    }
}
