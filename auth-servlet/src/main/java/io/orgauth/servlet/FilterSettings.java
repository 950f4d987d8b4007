package io.orgauth.servlet;

import io.orgauth.Permission;
import io.orgauth.http.Gate;
import io.orgauth.token.KeySource;
import io.orgauth.token.TokenProfile;
import io.orgauth.token.TokenVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads a filter from names and values, as deployment descriptors and the environment have them. Immutable. */
final class FilterSettings {
    private static final Map<String, Supplier<TokenProfile>> PROFILES = Map.of(
            "orgauth", TokenProfile::orgAuth,
            "auth0", TokenProfile::auth0,
            "keycloak", TokenProfile::keycloak,
            "okta", TokenProfile::okta,
            "entra", TokenProfile::entra);
    private static final List<String> KEY_SOURCES = List.of("jwks-file", "jwks-uri", "discovery");
    private static final List<String> KNOWN = List.of(
            "issuer",
            "audience",
            "organization",
            "any-organization",
            "jwks-file",
            "jwks-uri",
            "discovery",
            "profile",
            "require.1",
            "anonymous",
            "origins",
            "resource-metadata",
            "authorization-server");
    private static final Pattern RULE_NAME = Pattern.compile("require\\.[0-9]+");

    private final Map<String, String> settings;

    private FilterSettings(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    static FilterSettings of(Map<String, String> settings) {
        settings.forEach((key, value) -> {
            if (!KNOWN.contains(key) && !RULE_NAME.matcher(key).matches()) {
                throw new IllegalArgumentException(
                        "\"" + key + "\" is no setting, did you mean \"" + nearest(key) + "\"?");
            }
            if (value.isBlank()) {
                throw new IllegalArgumentException("\"" + key + "\" has no value: give it one or leave it out");
            }
        });
        return new FilterSettings(settings);
    }

    TokenVerifier verifier() {
        TokenVerifier.Builder verifier = TokenVerifier.builder()
                .issuer(required("issuer"))
                .audience(required("audience"))
                .keys(keys());
        value("profile").map(FilterSettings::profile).ifPresent(verifier::profile);
        if (anyOrganization()) {
            return verifier.anyOrganization().build();
        }
        return verifier.organization(required("organization")).build();
    }

    Gate gate(TokenVerifier verifier) {
        Gate.Builder gate = Gate.builder().accept(verifier);
        settings.forEach((key, value) -> {
            if (RULE_NAME.matcher(key).matches()) {
                require(gate, key, value.strip().split("\\s+"));
            }
        });
        list("anonymous").forEach(gate::allowAnonymous);
        list("origins").forEach(gate::allowOrigin);
        value("resource-metadata").map(URI::create).ifPresent(gate::resourceMetadata);
        value("authorization-server").ifPresent(gate::authorizationServer);
        return (anyOrganization() ? gate.anyOrganization() : gate).build();
    }

    private static void require(Gate.Builder gate, String key, String[] words) {
        if (words.length == 3) {
            gate.require(words[0], words[1], Permission.of(words[2]));
            return;
        }
        if (words.length != 2) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" must be a method (or none), a path and a permission: GET /models/* models:read");
        }
        gate.require(words[0], Permission.of(words[1]));
    }

    private KeySource keys() {
        List<String> given = KEY_SOURCES.stream().filter(settings::containsKey).toList();
        if (given.size() != 1) {
            throw new IllegalArgumentException(
                    "set exactly one of " + String.join(", ", KEY_SOURCES) + ", got " + given.size());
        }
        String value = required(given.get(0));
        return switch (given.get(0)) {
            case "jwks-file" -> KeySource.jwksFile(Path.of(value));
            case "jwks-uri" -> KeySource.jwksUri(URI.create(value));
            default -> discovery();
        };
    }

    private KeySource discovery() {
        requireTrue("discovery");
        return KeySource.discovery();
    }

    private static TokenProfile profile(String name) {
        return Optional.ofNullable(PROFILES.get(name))
                .orElseThrow(() -> new IllegalArgumentException("\"profile\" must be one of "
                        + String.join(", ", PROFILES.keySet().stream().sorted().toList()) + ", got \"" + name + "\""))
                .get();
    }

    private boolean anyOrganization() {
        if (!settings.containsKey("any-organization")) {
            return false;
        }
        requireTrue("any-organization");
        if (settings.containsKey("organization")) {
            throw new IllegalArgumentException("set \"organization\" or \"any-organization\", not both");
        }
        return true;
    }

    /** Absent is no. A laxity must be written in one way only, so that it can be searched for. */
    private void requireTrue(String key) {
        if (!required(key).equals("true")) {
            throw new IllegalArgumentException("\"" + key + "\" must be true or left out");
        }
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(settings.get(key)).map(String::strip);
    }

    private String required(String key) {
        return value(key).orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is missing"));
    }

    private List<String> list(String key) {
        List<String> items = new ArrayList<>();
        for (String item : value(key).map(text -> text.split(",", -1)).orElse(new String[0])) {
            if (item.isBlank()) {
                throw new IllegalArgumentException("\"" + key + "\" has an empty entry");
            }
            items.add(item.strip());
        }
        return items;
    }

    private static String nearest(String key) {
        return KNOWN.stream()
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .orElseThrow();
    }

    /** How many characters have to be changed, added or removed (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
