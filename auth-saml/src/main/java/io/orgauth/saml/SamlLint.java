package io.orgauth.saml;

import io.orgauth.sso.Finding;
import io.orgauth.sso.Finding.Outcome;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong or weak about a connection whose settings can be read. Fetches nothing. Not thread-safe. */
final class SamlLint {
    /** Time enough to agree on a day with the identity provider's administrators. */
    static final Duration SOON = Duration.ofDays(30);

    private final SamlSettings settings;
    private final ServiceProvider serviceProvider;
    private final Instant now;
    private final String there;
    private final List<Finding> findings = new ArrayList<>();

    private SamlLint(SamlSettings settings, ServiceProvider serviceProvider, Instant now) {
        this.settings = settings;
        this.serviceProvider = serviceProvider;
        this.now = now;
        this.there = "in " + settings.vendor().place();
    }

    static List<Finding> of(SamlSettings settings, ServiceProvider serviceProvider, Instant now) {
        SamlLint lint = new SamlLint(settings, serviceProvider, now);
        lint.endpoints();
        lint.certificates();
        lint.publication();
        lint.requests();
        lint.ourKeys();
        lint.laxities();
        lint.subject();
        lint.attributes();
        return List.copyOf(lint.findings);
    }

    private void endpoints() {
        check("sign_in_url", "an https URL", settings.signInUrl().toString())
                .warnIf(
                        IdentityProviderMetadata.isLoopback(settings.signInUrl()),
                        "give the https URL of a real provider");
        check("our_url", "an https URL", serviceProvider.consumer().toString())
                .warnIf(
                        IdentityProviderMetadata.isLoopback(serviceProvider.consumer()),
                        "set the issuer to the https URL that people see");
    }

    private void certificates() {
        List<X509Certificate> certificates = settings.provider().certificates();
        certificates.forEach(this::certificate);
        boolean allOver = certificates.stream().allMatch(certificate -> isOver(certificate, now));
        check("certificates", "one at least that has not expired", certificates.size() + " in all")
                .failIf(allOver && !settings.allows(SamlLaxity.EXPIRED_CERTIFICATE), renewal());
    }

    private void certificate(X509Certificate certificate) {
        String fix = renewal();
        check("certificate_dates", "valid for 30 days at least", Certificates.describe(certificate))
                .warnIf(isOver(certificate, now.plus(SOON)), fix)
                .warnIf(now.isBefore(certificate.getNotBefore().toInstant()), "set the clocks");
        check("certificate_key", "RSA of 2,048 bits or EC", describeKey(certificate))
                .failIf(Certificates.isShortRsa(certificate) && !settings.allows(SamlLaxity.RSA_1024), fix);
    }

    private String renewal() {
        return "renew the signing certificate " + there + ", and put the new metadata here before it signs";
    }

    private static boolean isOver(X509Certificate certificate, Instant time) {
        return !time.isBefore(certificate.getNotAfter().toInstant());
    }

    private static String describeKey(X509Certificate certificate) {
        return certificate.getPublicKey().getAlgorithm() + (Certificates.isShortRsa(certificate) ? ", too short" : "");
    }

    private void publication() {
        Optional<Instant> until = settings.provider().validUntil();
        check(
                        "metadata_valid_until",
                        "later than in 30 days, or not said",
                        until.map(Instant::toString).orElse("not said"))
                .warnIf(
                        until.map(time -> !now.plus(SOON).isBefore(time)).orElse(false),
                        "take the metadata anew, it may have other keys by then");
    }

    private void requests() {
        boolean signed = settings.request().signed();
        check("signed_requests", "signed if the identity provider wants it", signed ? "signed" : "not signed")
                .failIf(
                        settings.provider().wantsSignedRequests() && !signed,
                        "set \"sign_requests\" and give a key, or let it take unsigned requests " + there);
    }

    private void ourKeys() {
        for (ServiceProviderKey key : serviceProvider.allKeys()) {
            check("our_certificate", "valid for 30 days at least", Certificates.describe(key.certificate()))
                    .warnIf(
                            isOver(key.certificate(), now.plus(SOON)),
                            "add a new key here, and give our new metadata " + there);
        }
    }

    /** Each on its own, so that the fix is. */
    private void laxities() {
        for (SamlLaxity laxity : SamlLaxity.values()) {
            boolean allowed = settings.allows(laxity);
            check("allow_" + laxity.key(), "not allowed", allowed ? "allowed" : "not allowed")
                    .warnIf(allowed, "mend it " + there + " and take it out of \"allow\"");
        }
        boolean unsolicited = settings.answers().unsolicited();
        check("unsolicited", "sign-ins begin here", unsolicited ? "may begin there" : "begin here")
                .warnIf(unsolicited, "leave \"unsolicited\" out, unless people need our tile " + there);
    }

    private void subject() {
        Optional<String> attribute = settings.subjectAttribute();
        boolean address = settings.vendor().nameIdIsAddress()
                || settings.request().nameIdFormat().equals(Optional.of(IdentityMapping.EMAIL_ADDRESS));
        check("subject", "what never changes and is never given to somebody else", attribute.orElse("the NameID"))
                .warnIf(
                        attribute.isEmpty() && address,
                        "an e-mail address may be given to another person: send an immutable attribute and name it in"
                                + " \"subject_attribute\", or never reuse addresses");
    }

    private void attributes() {
        named("email_attribute", settings.mapping().email(), settings.emailNames());
        named("name_attribute", settings.mapping().displayName(), settings.displayNames());
        named("groups_attribute", settings.mapping().groups(), settings.groupNames());
    }

    /** The names that a vendor's page tells are known; of another provider they are a guess. */
    private void named(String setting, Optional<String> said, List<String> tried) {
        check(setting, "the attribute's name", said.orElseGet(() -> "none is said, tried are " + tried))
                .warnIf(
                        said.isEmpty() && settings.vendor() == SamlVendor.OTHER,
                        "name it, or send it under one of these names");
    }

    private Check check(String name, String expected, String got) {
        findings.add(new Finding(name, Outcome.PASSED, expected, got, ""));
        return new Check(findings.size() - 1);
    }

    /** A finding that has passed so far. */
    private final class Check {
        private final int place;

        Check(int place) {
            this.place = place;
        }

        Check warnIf(boolean holds, String fix) {
            return put(holds, Outcome.WARNING, fix);
        }

        void failIf(boolean holds, String fix) {
            put(holds, Outcome.FAILED, fix);
        }

        private Check put(boolean holds, Outcome outcome, String fix) {
            Finding before = findings.get(place);
            if (holds && before.outcome() == Outcome.PASSED) {
                findings.set(place, new Finding(before.check(), outcome, before.expected(), before.got(), fix));
            }
            return this;
        }
    }
}
