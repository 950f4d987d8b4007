package io.orgauth.session;

import io.orgauth.SealingKey;
import io.orgauth.UnsealException;
import io.orgauth.identity.RandomIds;
import io.orgauth.identity.User;
import io.orgauth.identity.UserId;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Devices on which somebody has signed in before, so that a stranger who guesses passwords makes nobody wait there. The cookie is
 * sealed: a device that says so itself would be a fresh count of guesses for the asking. Immutable and thread-safe.
 */
final class KnownDevices {
    private static final int MOST_USERS = 5;
    private static final SealingKey.Context PLACE =
            new SealingKey.Context("device", Optional.empty(), "cookie", "known-device", 0);

    private final SealingKey sealingKey;
    private final RandomIds ids;

    KnownDevices(SealingKey sealingKey, RandomIds ids) {
        this.sealingKey = sealingKey;
        this.ids = ids;
    }

    /** The id of the device, if its cookie is one of ours and this user has signed in on it. */
    Optional<String> of(Optional<String> cookie, User user) {
        return cookie.flatMap(this::opened)
                .filter(device -> device.users().contains(user.id().value()))
                .map(Device::id);
    }

    /** The cookie of a device on which this user has signed in now. */
    String with(Optional<String> cookie, UserId user) {
        Device device = cookie.flatMap(this::opened).orElseGet(() -> new Device(ids.id("dev_"), List.of()));
        List<String> users = new ArrayList<>(device.users());
        users.remove(user.value());
        users.add(0, user.value());
        JsonObject text = JsonObject.builder()
                .put("id", device.id())
                .put("users", users.subList(0, Math.min(users.size(), MOST_USERS)))
                .build();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealingKey.seal(PLACE, Json.write(text)));
    }

    private record Device(String id, List<String> users) {}

    private Optional<Device> opened(String cookie) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cookie);
            JsonObject text = Json.parseObject(sealingKey.unseal(PLACE, sealed));
            return text.string("id")
                    .map(id -> new Device(id, text.strings("users").orElse(List.of())));
        } catch (IllegalArgumentException | UnsealException | JsonException e) {
            return Optional.empty();
        }
    }
}
