package io.orgauth.oidc;

import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.token.JwsAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connection's record says, read and checked once; whoever wrote it, {@link OidcConnection} or an administrator's JSON. A name
 * that is not known is refused: a slip in {@code realms} would otherwise open the door. Immutable.
 */
final class OidcSettings {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Set<String> NAMES = Set.of(
            "provider",
            "issuer",
            "host",
            "client_id",
            "client_authentication",
            "realms",
            "scopes",
            "response_mode",
            "groups_claim",
            "attributes",
            "userinfo",
            "algorithms");

    private final Vendor vendor;
    private final String issuer;
    private final String clientId;
    private final ClientProof proof;
    private final List<String> realms;
    private final List<String> scopes;
    private final boolean formPost;
    private final Optional<String> groupsClaim;
    private final Map<String, String> attributes;
    private final Set<JwsAlgorithm> algorithms;
    private final boolean userinfo;
    private final boolean shared;

    private OidcSettings(ConnectionRecord record, JsonObject json) {
        json.names().forEach(name -> require(NAMES.contains(name), "\"" + name + "\" is none of " + NAMES));
        this.shared = record.organization().isEmpty();
        this.vendor = Vendor.named(json.string("provider").orElse("custom"))
                .orElseThrow(() -> refused("\"provider\" must be google, microsoft, okta or custom"));
        this.realms = realms(json);
        this.issuer = issuer(vendor.issuer(json, realms).orElseThrow(() -> refused("\"issuer\" is missing")));
        this.clientId = json.string("client_id").orElse("");
        require(isVisible(clientId), "\"client_id\" is missing: copy it from the provider");
        this.proof = ClientProof.of(record, json.string("client_authentication"), clientId);
        this.scopes = scopes(json.strings("scopes").orElse(List.of("email", "profile")));
        this.formPost = isFormPost(json.string("response_mode").orElse("query"));
        this.groupsClaim = json.string("groups_claim");
        this.attributes = attributes(json.object("attributes"));
        this.algorithms = algorithms(json.strings("algorithms"));
        this.userinfo = json.bool("userinfo").orElse(vendor.hasThinTokens());
        vendor.complaint(this).ifPresent(complaint -> {
            throw refused(complaint);
        });
    }

    /**
     * The settings of a record.
     *
     * @throws IllegalArgumentException if they can't be; the message names the setting and the fix
     */
    static OidcSettings of(ConnectionRecord record) {
        try {
            return new OidcSettings(record, record.settings());
        } catch (JsonException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** A list; or one text, as a form field gives it. */
    private static List<String> realms(JsonObject json) {
        return json.value("realms").filter(JsonString.class::isInstance).isPresent()
                ? List.of(json.string("realms").orElseThrow().strip().split("[ ,]+"))
                : json.strings("realms").orElse(List.of());
    }

    /** Whoever pastes the URL of the metadata means the issuer. */
    private static String issuer(String text) {
        String issuer = text.endsWith(WELL_KNOWN) ? text.substring(0, text.length() - WELL_KNOWN.length()) : text;
        URI url = url(issuer).orElseThrow(() -> refused("\"issuer\" must be an https URL"));
        boolean plain = url.getRawQuery() == null && url.normalize().toString().equals(issuer);
        require(plain, "\"issuer\" must have no query and no dot segments");
        boolean secure = url.getScheme().equals("https") || LOOPBACK.contains(url.getHost());
        require(secure, "\"issuer\" must be https; http is for loopback in development");
        return issuer;
    }

    /** An http or https URL with a host, and neither user nor fragment. */
    static Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean plain = url.getRawUserInfo() == null && url.getRawFragment() == null;
            return web && plain && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isVisible(String text) {
        return text.matches("[\\x21-\\x7e]{1,512}");
    }

    private static List<String> scopes(List<String> asked) {
        Set<String> all = new LinkedHashSet<>(List.of("openid"));
        all.addAll(asked);
        require(all.stream().allMatch(OidcSettings::isScope), "\"scopes\" must be single words (RFC 6749, 3.3)");
        return List.copyOf(all);
    }

    private static boolean isScope(String text) {
        return isVisible(text) && !text.contains("\"") && !text.contains("\\");
    }

    private static boolean isFormPost(String mode) {
        require(Set.of("query", "form_post").contains(mode), "\"response_mode\" must be query or form_post");
        return mode.equals("form_post");
    }

    private static Map<String, String> attributes(Optional<JsonObject> json) {
        Map<String, String> claims = new LinkedHashMap<>();
        json.ifPresent(object -> object.names()
                .forEach(name -> claims.put(name, object.string(name).orElseThrow())));
        return claims;
    }

    private static Set<JwsAlgorithm> algorithms(Optional<List<String>> names) {
        Set<JwsAlgorithm> signatures = Arrays.stream(JwsAlgorithm.values())
                .filter(algorithm -> !algorithm.headerName().startsWith("HS"))
                .collect(Collectors.toSet());
        List<String> admitted = names.orElseGet(
                () -> signatures.stream().map(JwsAlgorithm::headerName).toList());
        Set<JwsAlgorithm> chosen = signatures.stream()
                .filter(algorithm -> admitted.contains(algorithm.headerName()))
                .collect(Collectors.toSet());
        boolean known =
                !chosen.isEmpty() && chosen.size() == Set.copyOf(admitted).size();
        require(known, "\"algorithms\" must be of key pairs, such as RS256 or ES256");
        return chosen;
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw refused(complaint);
        }
    }

    static IllegalArgumentException refused(String complaint) {
        return new IllegalArgumentException("connection: " + complaint);
    }

    Vendor vendor() {
        return vendor;
    }

    /** The issuer that was configured; Microsoft's has no tenant in it if several are admitted. */
    String issuer() {
        return issuer;
    }

    /** OpenID Connect Discovery, 4.1: below the issuer, whose own last slash is not doubled. */
    URI metadataUrl() {
        return URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + WELL_KNOWN);
    }

    /** Whether http is good enough, as between a test and its provider. */
    boolean isLoopback() {
        return issuer.startsWith("http:");
    }

    String clientId() {
        return clientId;
    }

    ClientProof proof() {
        return proof;
    }

    List<String> realms() {
        return realms;
    }

    List<String> scopes() {
        return scopes;
    }

    boolean formPost() {
        return formPost;
    }

    Optional<String> groupsClaim() {
        return groupsClaim;
    }

    /** Names of claims by our names. */
    Map<String, String> attributes() {
        return attributes;
    }

    Set<JwsAlgorithm> algorithms() {
        return algorithms;
    }

    boolean userinfo() {
        return userinfo;
    }

    /** Whether it is the operator's, for all organizations. */
    boolean isShared() {
        return shared;
    }
}
