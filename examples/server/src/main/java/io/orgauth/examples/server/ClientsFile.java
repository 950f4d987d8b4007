package io.orgauth.examples.server;

import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The operator's OAuth clients: a JSON array of them. */
final class ClientsFile {
    private ClientsFile() {}

    /** Throws a {@link StartException} whose sentence says which client is wrong, and what to change. */
    static List<StaticClient> read(Path file) {
        List<StaticClient> clients = new ArrayList<>();
        for (JsonObject json : objects(file)) {
            try {
                clients.add(StaticClient.of(json));
            } catch (IllegalArgumentException | JsonException e) {
                throw new StartException(in(file) + "client " + (clients.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return clients;
    }

    private static List<JsonObject> objects(Path file) {
        try {
            if (Json.parse(Files.readAllBytes(file)) instanceof JsonArray array) {
                return array.objects();
            }
            throw new StartException(in(file) + "must be a JSON array of clients");
        } catch (IOException e) {
            throw new StartException(in(file) + "can't be read: " + e, e);
        } catch (JsonException e) {
            throw new StartException(in(file) + "must be a JSON array of clients, but " + e.getMessage(), e);
        }
    }

    private static String in(Path file) {
        return Option.CLIENTS.flag() + " " + file + ": ";
    }
}
