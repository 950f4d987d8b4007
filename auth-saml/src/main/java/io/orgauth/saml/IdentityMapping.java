package io.orgauth.saml;

import io.orgauth.Authentication;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.sso.ExternalIdentity;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what an assertion proves into who somebody is for us. Immutable and thread-safe. */
final class IdentityMapping {
    static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
    static final String EMAIL_ADDRESS = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    static final String PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

    private static final int LONGEST_SUBJECT = 1024; // bytes, as ExternalIdentity has it

    /** Authentication contexts (SAML 2.0 Authentication Context, 3.4) as method references (RFC 8176). */
    private static final Map<String, String> METHODS = Map.of(
            "urn:oasis:names:tc:SAML:2.0:ac:classes:Password", "pwd",
            "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport", "pwd",
            "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken", "otp",
            "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI", "sc",
            "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract", "mfa",
            "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorUnregistered", "mfa",
            "http://schemas.microsoft.com/claims/multipleauthn", "mfa",
            "https://refeds.org/profile/mfa", "mfa");

    private final String connection;
    private final String serviceProvider;
    private final SamlSettings settings;

    IdentityMapping(String connection, String serviceProvider, SamlSettings settings) {
        this.connection = connection;
        this.serviceProvider = serviceProvider;
        this.settings = settings;
    }

    /** Who it is; throws a refusal if that is not certain, or if groups are missing. */
    ExternalIdentity identity(JudgedAssertion assertion) {
        requireAllGroups(assertion);
        ExternalIdentity.Builder who = ExternalIdentity.builder(connection, subject(assertion), how(assertion));
        email(assertion).ifPresent(who::assertedEmail);
        displayName(assertion).ifPresent(who::displayName);
        assertion.sessionIndex().ifPresent(who::session);
        who.groups(groups(assertion));
        settings.mapping().further().forEach((ours, theirs) -> who.attribute(ours, values(assertion, List.of(theirs))));
        return who.build();
    }

    private static Authentication how(JudgedAssertion assertion) {
        Set<String> methods =
                assertion.authnContext().map(METHODS::get).map(Set::of).orElse(Set.of());
        return new Authentication(Optional.of(assertion.authnInstant()), methods, assertion.authnContext());
    }

    /**
     * An array as text: no two names, and no name and attribute, are written alike. Values are kept exactly, as providers may tell
     * people apart by case.
     */
    String subject(JudgedAssertion assertion) {
        List<String> parts = settings.subjectAttribute()
                .map(name -> byAttribute(assertion, name))
                .orElseGet(() -> byNameId(assertion));
        String subject = Json.text(JsonArray.ofStrings(parts));
        if (subject.getBytes(StandardCharsets.UTF_8).length > LONGEST_SUBJECT) {
            throw SamlReason.SUBJECT_TOO_LONG.refusal("the subject is longer than " + LONGEST_SUBJECT + " bytes");
        }
        return subject;
    }

    private List<String> byAttribute(JudgedAssertion assertion, String name) {
        return only(assertion, List.of(name))
                .map(value -> List.of("attribute", name, value))
                .orElseThrow(() -> SamlReason.SUBJECT_ATTRIBUTE_NOT_SINGLE.refusal(
                        "expected exactly one value of the attribute that is the subject"));
    }

    private List<String> byNameId(JudgedAssertion assertion) {
        NameId nameId =
                assertion.nameId().orElseThrow(() -> SamlReason.NAME_ID_MISSING.refusal("the assertion names nobody"));
        String format = nameId.format().orElse(UNSPECIFIED); // core, 8.3.1
        if (format.equals(RequestSettings.TRANSIENT)) {
            throw SamlReason.SUBJECT_TRANSIENT.refusal(
                    "the NameID is transient, another at each sign-in: expected one that stays, or an attribute");
        }
        boolean persistent = format.equals(PERSISTENT);
        return List.of(
                "name_id",
                format,
                qualifier(
                        nameId.nameQualifier(), persistent, settings.provider().entityId()),
                qualifier(nameId.spNameQualifier(), persistent, serviceProvider),
                nameId.value());
    }

    /** In a persistent identifier, to leave a qualifier out and to give the usual one are the same (core, 8.3.7). */
    private static String qualifier(Optional<String> qualifier, boolean persistent, String usual) {
        return qualifier.filter(given -> !(persistent && given.equals(usual))).orElse("");
    }

    Optional<String> email(JudgedAssertion assertion) {
        Optional<String> attribute = only(assertion, settings.emailNames());
        if (attribute.isPresent() || settings.mapping().email().isPresent()) {
            return attribute;
        }
        return assertion.nameId().filter(this::isAddress).map(NameId::value);
    }

    private boolean isAddress(NameId nameId) {
        boolean said = nameId.format().equals(Optional.of(EMAIL_ADDRESS));
        return (said || settings.vendor().nameIdIsAddress()) && nameId.value().indexOf('@') > 0;
    }

    private Optional<String> displayName(JudgedAssertion assertion) {
        SamlClaims claims = settings.vendor().claims();
        Optional<String> whole = only(assertion, settings.displayNames());
        if (whole.isPresent() || settings.mapping().displayName().isPresent()) {
            return whole;
        }
        String joined = Stream.of(only(assertion, claims.given()), only(assertion, claims.family()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return Optional.of(joined).filter(name -> !name.isEmpty());
    }

    Set<String> groups(JudgedAssertion assertion) {
        return new LinkedHashSet<>(values(assertion, settings.groupNames()));
    }

    /**
     * Entra sends a link instead when there are too many groups. To take that for "no groups" would take everybody's roles away, and
     * where roles forbid something, grant it. A connection that names another attribute asks nothing of what is missing.
     */
    private void requireAllGroups(JudgedAssertion assertion) {
        boolean fromThere = settings.mapping()
                .groups()
                .map(SamlClaims.MICROSOFT_GROUPS::equals)
                .orElse(true);
        if (fromThere && names(assertion).anyMatch(SamlVendor.GROUPS_LINK::equals)) {
            throw SamlReason.GROUPS_INCOMPLETE.refusal("the groups are too many to be sent, a link came instead");
        }
    }

    /** The value, if the first of these attributes that came has exactly one; to choose among several would be a guess. */
    private static Optional<String> only(JudgedAssertion assertion, List<String> names) {
        Set<String> values = new LinkedHashSet<>(values(assertion, names));
        return values.size() == 1 ? values.stream().findFirst() : Optional.empty();
    }

    /** All values, but blank ones, of the first of these attributes that came with any. */
    private static List<String> values(JudgedAssertion assertion, List<String> names) {
        return names.stream()
                .map(name -> named(assertion, name))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Stream<String> names(JudgedAssertion assertion) {
        return assertion.attributes().keySet().stream().map(String::strip);
    }

    /** Entra has been seen to send a name with a space before it. */
    private static List<String> named(JudgedAssertion assertion, String name) {
        return assertion.attributes().entrySet().stream()
                .filter(attribute -> attribute.getKey().strip().equals(name))
                .flatMap(attribute -> attribute.getValue().stream())
                .filter(value -> !value.isBlank())
                .toList();
    }
}
