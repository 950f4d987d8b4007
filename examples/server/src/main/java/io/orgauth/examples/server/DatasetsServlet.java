package io.orgauth.examples.server;

import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code /datasets}: an application that knows nothing of permissions, as the filter before it has asked for them. */
final class DatasetsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_BODY = 4_096;
    private static final int MOST_DATASETS = 1_000;

    private final transient Set<String> names = new TreeSet<>(Set.of("iris", "titanic"));

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonAnswer.send(
                response, 200, JsonObject.builder().put("datasets", names()).build());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> name = name(request.getInputStream().readNBytes(LONGEST_BODY + 1));
        if (name.isEmpty()) {
            JsonAnswer.problem(response, 400, "Send {\"name\": \"...\"}", "invalid_request");
            return;
        }
        if (!add(name.get())) {
            JsonAnswer.problem(response, 409, "That dataset is there, or there are too many", "conflict");
            return;
        }
        JsonAnswer.send(
                response, 201, JsonObject.builder().put("name", name.get()).build());
    }

    private static Optional<String> name(byte[] body) {
        try {
            return body.length > LONGEST_BODY
                    ? Optional.empty()
                    : Json.parseObject(body).string("name").filter(name -> !name.isBlank());
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private List<String> names() {
        synchronized (names) {
            return List.copyOf(names);
        }
    }

    private boolean add(String name) {
        synchronized (names) {
            return names.size() < MOST_DATASETS && names.add(name);
        }
    }
}
