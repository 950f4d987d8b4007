package io.orgauth.saml;

import io.orgauth.saml.SignatureVerifier.VerifiedElement;
import io.orgauth.saml.Trail.Words;
import java.time.Instant;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The judging of one message, step by step. Not thread-safe. */
final class Judgement {
    private final MessageReader reader;
    private final Decryption decryption;
    private final Expectation expected;
    private final Times times;
    private final Trail trail;

    Judgement(MessageReader reader, Decryption decryption, Expectation expected, Trail trail) {
        this.reader = reader;
        this.decryption = decryption;
        this.expected = expected;
        this.times = new Times(expected.clock().instant(), expected.policy().clockSkew());
        this.trail = trail;
    }

    /** What the message proves; empty only while explaining one that proves nothing. */
    Optional<JudgedAssertion> of(String message) {
        ResponseShape response = response(reader.document(message, trail));
        Optional<VerifiedElement> proof =
                response.signature().flatMap(signature -> verifier(trail).verify(signature, response.response()));
        Optional<Candidate> candidate = response.isEncrypted()
                ? decrypted(response, proof)
                : Optional.of(candidate(response, proof, response.carrier(), trail));
        new MessageRules(expected, times, trail).check(response);
        return candidate.flatMap(known -> judged(response, known));
    }

    private ResponseShape response(Document document) {
        TreeScan.scan(document, expected.policy(), trail);
        return ResponseShape.of(document.getDocumentElement(), trail);
    }

    private SignatureVerifier verifier(Trail where) {
        return new SignatureVerifier(expected, times.now(), where);
    }

    /** The assertion to look at, proven or, while explaining, perhaps not. */
    private record Candidate(AssertionShape shape, Optional<VerifiedAssertion> verified) {}

    /**
     * The assertion with the proof that covers it. Where both it and the response are signed, both must be good.
     *
     * @param assertion the carrier itself, or what was decrypted from it
     */
    private Candidate candidate(
            ResponseShape response, Optional<VerifiedElement> proof, Element assertion, Trail where) {
        AssertionShape shape = AssertionShape.of(assertion, where);
        Optional<VerifiedElement> own =
                shape.signature().flatMap(signature -> verifier(where).verify(signature, assertion));
        boolean signed = response.signature().isPresent() || shape.signature().isPresent();
        where.check(
                "signed",
                SamlReason.SIGNATURE_MISSING,
                signed,
                () -> new Words(
                        "a signature on the response or the assertion",
                        signed ? "one" : "none",
                        "the identity provider's administrator: sign the assertion"));
        if (response.signature().isPresent() != proof.isPresent()
                || shape.signature().isPresent() != own.isPresent()) {
            return new Candidate(shape, Optional.empty());
        }
        Optional<VerifiedAssertion> verified = own.map(VerifiedAssertion::itself)
                .or(() -> proof.map(element -> VerifiedAssertion.within(element, response.carrier(), assertion)));
        return new Candidate(shape, verified);
    }

    /**
     * The assertion that was encrypted. If the response's signature is bad there is none, even for explaining: only what the
     * identity provider sent is decrypted, where that can be known.
     */
    private Optional<Candidate> decrypted(ResponseShape response, Optional<VerifiedElement> proof) {
        EncryptionShape shape = decryption.shape(response.carrier(), expected, trail);
        if (response.signature().isPresent() != proof.isPresent()) {
            return Optional.empty();
        }
        if (!shape.isCbc() || proof.isPresent()) {
            return Optional.of(opened(shape, response, proof, trail));
        }
        // Nothing has proven these octets yet, and CBC lets them be changed: as long as nobody learns which step
        // failed, nobody
        // learns the text by trying (padding oracles).
        try {
            return Optional.of(opened(shape, response, proof, Trail.judging()));
        } catch (RuntimeException | StackOverflowError e) {
            throw Decryption.failed(trail);
        }
    }

    private Candidate opened(
            EncryptionShape shape, ResponseShape response, Optional<VerifiedElement> proof, Trail where) {
        Document plain = reader.document(decryption.octets(shape, expected, where), where);
        TreeScan.scan(plain, expected.policy(), where);
        return candidate(response, proof, plain.getDocumentElement(), where);
    }

    private Optional<JudgedAssertion> judged(ResponseShape response, Candidate candidate) {
        Instant usableUntil = new AssertionRules(expected, times, trail).check(candidate.shape());
        return candidate.verified().map(verified -> new JudgedAssertion(response, verified, usableUntil));
    }
}
