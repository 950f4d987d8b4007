package io.orgauth.saml;

import io.orgauth.testing.Requirement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One row of a corpus of SAML responses: a document, the connection that receives it, and the verdict that it must have. */
final class CorpusRow {
    private final Path folder;
    private final Map<String, String> cells;

    private CorpusRow(Path folder, Map<String, String> cells) {
        this.folder = folder;
        this.cells = cells;
    }

    /** All rows of the corpus that {@code -Dorgauth.vectors} points at. */
    static List<CorpusRow> all() throws IOException {
        Path folder = Requirement.vectors("saml");
        List<String> lines = Files.readAllLines(folder.resolve("manifest.tsv"));
        String[] names = lines.get(0).split("\t", -1);
        return lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> new CorpusRow(folder, cells(names, line.split("\t", -1))))
                .toList();
    }

    private static Map<String, String> cells(String[] names, String[] values) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            cells.put(names[i], i < values.length ? values[i] : "");
        }
        return cells;
    }

    String cell(String name) {
        return cells.getOrDefault(name, "");
    }

    String name() {
        return cell("file") + " (" + cell("why") + ")";
    }

    boolean is(String verdict) {
        return cell("verdict").equals(verdict);
    }

    String message() {
        try {
            return Files.readString(folder.resolve(cell("file")), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The decoded document. */
    String xml() {
        String message = message();
        return message.startsWith("<")
                ? message
                : new String(Base64.getMimeDecoder().decode(message), StandardCharsets.UTF_8);
    }

    /** Flags as names with their values; a flag alone has the value "true". */
    Map<String, String> flags() {
        return Arrays.stream(cell("flags").split(";"))
                .filter(flag -> !flag.isBlank())
                .map(flag -> flag.split("=", 2))
                .collect(Collectors.toMap(
                        flag -> flag[0], flag -> flag.length > 1 ? flag[1] : "true", (a, b) -> b, HashMap::new));
    }

    boolean has(String flag) {
        return flags().getOrDefault(flag, "false").equals("true");
    }

    /** The connection that the row describes. */
    Expectation expectation() throws GeneralSecurityException, IOException {
        return expectation(Instant.parse(cell("now")));
    }

    Expectation expectation(Instant now) throws GeneralSecurityException, IOException {
        Expectation.Builder builder = Expectation.builder()
                .entityId(said("sp_entity_id"))
                .acs(said("acs"))
                .identityProvider(said("idp_entity_id"))
                .certificates(List.of(certificate(folder.resolve(cell("idp_cert")))))
                .policy(policy())
                .clock(Clock.fixed(now, ZoneOffset.UTC));
        String key = flags().getOrDefault("sp_key", "");
        if (!key.isEmpty()) {
            builder.decryptionKeys(List.of(privateKey(folder.resolve(key))));
        }
        String request = cell("expected_in_response_to");
        if (!request.isEmpty()) {
            return builder.inResponseTo(request).build();
        }
        // A connection that takes no unsolicited response still awaits an answer to some request.
        return has("idp_initiated")
                ? builder.unsolicited().build()
                : builder.inResponseTo("_none_of_ours").build();
    }

    /** What a row leaves open is something that no document says. */
    private String said(String name) {
        return cell(name).isEmpty() ? "urn:said:by:nobody" : cell(name);
    }

    private ResponsePolicy policy() {
        ResponsePolicy policy = ResponsePolicy.strict();
        policy = has("allow_sha1") ? policy.allowingSha1() : policy;
        policy = has("allow_rsa1024") ? policy.allowingRsa1024() : policy;
        policy = has("allow_expired_cert") ? policy.allowingExpiredCertificate() : policy;
        policy = has("cbc") ? policy.allowingCbc() : policy;
        policy = has("scd_notbefore") ? policy.allowingConfirmationBeginning() : policy;
        String skew = flags().get("skew");
        return skew == null ? policy : policy.withClockSkew(Duration.ofSeconds(Long.parseLong(skew)));
    }

    private static X509Certificate certificate(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().endsWith(".p8")) {
            String pem = new String(bytes, StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----", "");
            bytes = Base64.getMimeDecoder().decode(pem);
        }
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }
}
