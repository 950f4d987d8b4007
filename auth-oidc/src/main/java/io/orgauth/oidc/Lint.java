package io.orgauth.oidc;

import io.orgauth.AuthUnavailableException;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchedResponse;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Finding.Outcome;
import io.orgauth.sso.SsoContext;
import io.orgauth.token.JwsAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a connection before anybody uses it: what is set, and what the provider says of itself. */
final class Lint {
    private static final String PROVIDER = "the provider's administrator: ";
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final OidcSettings settings;
    private final SsoContext context;
    private final List<Finding> findings;

    private Lint(OidcSettings settings, SsoContext context, List<Finding> findings) {
        this.settings = settings;
        this.context = context;
        this.findings = findings;
    }

    static List<Finding> of(ConnectionRecord record, SsoContext context) {
        List<Finding> findings = new ArrayList<>();
        Optional<OidcSettings> settings = settings(record, findings);
        findings.add(redirectUri(record, context));
        settings.ifPresent(known -> new Lint(known, context, findings).askProvider());
        return findings;
    }

    /** The settings, and the finding about them. */
    static Optional<OidcSettings> settings(ConnectionRecord record, List<Finding> findings) {
        try {
            OidcSettings settings = OidcSettings.of(record);
            findings.add(passed("settings", "settings that fit together", "they do"));
            return Optional.of(settings);
        } catch (IllegalArgumentException e) {
            String complaint = String.valueOf(e.getMessage());
            findings.add(failed("settings", "settings that fit together", complaint, "you: change the setting"));
            return Optional.empty();
        }
    }

    static Finding redirectUri(ConnectionRecord record, SsoContext context) {
        String ours = context.callback(record.id()).toString();
        return passed("redirect_uri", "registered at the provider exactly so", ours);
    }

    private void askProvider() {
        Provider provider = new Provider(settings, context.fetcher(), System::nanoTime);
        Optional<FetchedResponse> answer = reached(provider);
        answer.flatMap(this::metadata).ifPresent(metadata -> {
            findings.add(keys(provider));
            findings.add(algorithms(metadata));
            findings.add(clientAuthentication(metadata));
            findings.add(offered(
                    metadata, "code_challenge_methods_supported", List.of("S256"), "PKCE is used all the same"));
            findings.add(offered(metadata, "scopes_supported", settings.scopes(), "it may ignore or refuse them"));
            answer.map(this::clock).ifPresent(findings::add);
        });
        findings.add(realms());
    }

    private Optional<FetchedResponse> reached(Provider provider) {
        try {
            FetchedResponse answer = provider.fetchedMetadata();
            findings.add(passed("discovery", "metadata at " + settings.metadataUrl(), "reached"));
            return Optional.of(answer);
        } catch (AuthUnavailableException e) {
            findings.add(failed(
                    "discovery",
                    "metadata at " + settings.metadataUrl(),
                    FetchException.PUBLIC_TEXT,
                    "you: compare the issuer; " + PROVIDER + "open the URL to the internet"));
            return Optional.empty();
        }
    }

    private Optional<ProviderMetadata> metadata(FetchedResponse answer) {
        try {
            ProviderMetadata metadata = Provider.read(settings, answer).value();
            findings.add(passed("issuer", settings.issuer(), metadata.issuer()));
            return Optional.of(metadata);
        } catch (AuthUnavailableException e) {
            findings.add(failed(
                    "issuer",
                    "metadata of " + settings.issuer(),
                    String.valueOf(e.getMessage()),
                    "you: set the issuer exactly as the metadata says it, with or without the last slash"));
            return Optional.empty();
        }
    }

    private static Finding keys(Provider provider) {
        try {
            return passed(
                    "keys",
                    "one or more usable keys",
                    provider.current().keyIds().size() + " with an id");
        } catch (AuthUnavailableException e) {
            return failed("keys", "one or more usable keys", FetchException.PUBLIC_TEXT, PROVIDER + "mend the key set");
        }
    }

    private Finding algorithms(ProviderMetadata metadata) {
        List<String> admitted = settings.algorithms().stream()
                .map(JwsAlgorithm::headerName)
                .sorted()
                .toList();
        List<String> offered =
                metadata.says("id_token_signing_alg_values_supported").orElse(List.of());
        return offered.stream().anyMatch(admitted::contains)
                ? passed("algorithms", "one of " + admitted, String.valueOf(offered))
                : failed(
                        "algorithms",
                        "one of " + admitted,
                        String.valueOf(offered),
                        PROVIDER + "sign ID tokens with a key pair, such as RS256");
    }

    /** Absent means {@code client_secret_basic} (OpenID Connect Discovery, 3). */
    private Finding clientAuthentication(ProviderMetadata metadata) {
        String method = settings.proof().method().text();
        List<String> offered =
                metadata.says("token_endpoint_auth_methods_supported").orElse(List.of("client_secret_basic"));
        return offered.contains(method)
                ? passed("client_authentication", method, String.valueOf(offered))
                : failed(
                        "client_authentication",
                        method,
                        String.valueOf(offered),
                        "you: set \"client_authentication\" to one of these");
    }

    private static Finding offered(ProviderMetadata metadata, String name, List<String> wanted, String otherwise) {
        Optional<List<String>> offered = metadata.says(name);
        boolean all = offered.filter(values -> values.containsAll(wanted)).isPresent();
        return new Finding(
                name,
                all ? Outcome.PASSED : Outcome.WARNING,
                String.valueOf(wanted),
                offered.map(String::valueOf).orElse("nothing is said"),
                all ? "" : otherwise);
    }

    private Finding clock(FetchedResponse answer) {
        Instant now = context.clock().instant();
        Optional<Instant> theirs = answer.header("date").flatMap(Lint::date);
        boolean close = theirs.map(time -> Duration.between(time, now).abs().compareTo(SKEW) <= 0)
                .orElse(true);
        String got = theirs.map(Instant::toString).orElse("no date");
        return close
                ? passed("clock", "within 60 s of " + now, got)
                : failed("clock", "within 60 s of " + now, got, "whoever has the wrong time: set the clock by NTP");
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Google's button without domains is good for the operator, who should know what it means. */
    private Finding realms() {
        boolean any =
                settings.vendor().equals(new Google()) && settings.realms().isEmpty();
        return new Finding(
                "realms",
                any ? Outcome.WARNING : Outcome.PASSED,
                "whose accounts may come",
                any
                        ? "every Google account; organizations let in by link, invitation or bound domain"
                        : settings.realms().toString(),
                "");
    }

    private static Finding passed(String check, String expected, String got) {
        return new Finding(check, Outcome.PASSED, expected, got, "");
    }

    private static Finding failed(String check, String expected, String got, String fixedBy) {
        return new Finding(check, Outcome.FAILED, expected, got, fixedBy);
    }
}
