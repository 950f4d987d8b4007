package io.orgauth.controlplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs the little of a shell that our guides use: variables, curl with {@code -H}, {@code -d} and {@code --data-urlencode}, and
 * the guides' own {@code field}. A comment is what the command before must have answered: the status, and words in the body.
 */
final class CurlSession {
    private static final Pattern ASSIGNED = Pattern.compile("([A-Z]+)=\\$\\((curl .*) \\| field (\\w+)\\)");
    private static final Pattern CONSTANT = Pattern.compile("([A-Z]+)=(\\S+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private final Endpoints endpoints;
    private final Map<String, String> variables = new HashMap<>();
    private @Nullable HttpResponse last;

    CurlSession(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    void run(String script) {
        script.lines().filter(line -> !line.startsWith("field()")).forEach(this::line);
    }

    private void line(String line) {
        Matcher assigned = ASSIGNED.matcher(line);
        Matcher constant = CONSTANT.matcher(line);
        if (line.startsWith("# ")) {
            expect(List.of(line.substring(2).split(" ")));
        } else if (assigned.matches()) {
            variables.put(assigned.group(1), field(curl(assigned.group(2)), assigned.group(3)));
        } else if (constant.matches()) {
            variables.put(constant.group(1), constant.group(2));
        } else {
            curl(line);
        }
    }

    private void expect(List<String> words) {
        HttpResponse response = Optional.ofNullable(last).orElseThrow();
        String body = ControlPlaneFixture.body(response);
        assertEquals(Integer.parseInt(words.get(0)), response.status(), body);
        words.subList(1, words.size()).forEach(word -> assertTrue(body.contains(word), word + " in " + body));
    }

    private String curl(String command) {
        List<String> words = words(command);
        assertEquals(List.of("curl", "-s"), words.subList(0, 2), command);
        URI url = URI.create(words.get(2));
        Map<String, String> headers = new HashMap<>();
        List<String> data = new ArrayList<>();
        for (int i = 3; i < words.size(); i += 2) {
            option(words.get(i), words.get(i + 1), headers, data);
        }
        last = endpoints.answer(request(url, headers, String.join("&", data))).orElseThrow();
        return ControlPlaneFixture.body(last);
    }

    private static void option(String name, String value, Map<String, String> headers, List<String> data) {
        int equals = value.indexOf('=');
        switch (name) {
            case "-H" -> headers.put(value.split(": ")[0], value.split(": ")[1]);
            case "-d" -> data.add(value);
            case "--data-urlencode" ->
                data.add(value.substring(0, equals + 1)
                        + URLEncoder.encode(value.substring(equals + 1), StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("the guides do not use curl " + name);
        }
    }

    private static HttpRequest request(URI url, Map<String, String> headers, String data) {
        if (!data.isEmpty()) {
            headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpRequest.Builder request = HttpRequest.builder(data.isEmpty() ? "GET" : "POST", url.getRawPath());
        headers.forEach(request::header);
        return request.body(data.getBytes(StandardCharsets.UTF_8)).build();
    }

    /** What {@code sed} makes of it: the last member of this name. */
    private static String field(String body, String name) {
        Matcher member = Pattern.compile(".*\"" + name + "\":\"([^\"]*)\".*").matcher(body);
        assertTrue(member.matches(), body);
        return member.group(1);
    }

    private List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            String quoted = word.group(1);
            words.add(quoted != null ? quoted : expanded(word.group(2) != null ? word.group(2) : word.group(3)));
        }
        return words;
    }

    private String expanded(String text) {
        return Pattern.compile("\\$([A-Z]+)").matcher(text).replaceAll(name -> variables.get(name.group(1)));
    }
}
