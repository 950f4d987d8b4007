package io.orgauth.saml;

import static io.orgauth.saml.SamlLab.GOOD;
import static io.orgauth.saml.SamlLab.RSA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.testing.Requirement;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Seeded damage to genuine responses, by trees and by bytes. What is still accepted must say what was signed: the same values, and the
 * JDK's own XML Signature and OpenSAML as a whole, two other readers, must call it genuine.
 */
class SamlMutationTest {
    private static final int ROUNDS = Requirement.fullRun() ? 20_000 : 1_500;

    private final ResponseJudge judge = new ResponseJudge();
    private final OpenSamlPeer peer = new OpenSamlPeer();

    @Test
    void judge_mutatedTrees_neverYieldsWhatWasNotSigned() {
        int accepted = 0;
        for (String id : List.of("_assertion", "_response")) {
            String genuine = RSA.signed(GOOD, id);
            String facts = facts(genuine, RSA.expectation().build()).orElseThrow();
            Random random = new Random(8);
            for (int i = 0; i < ROUNDS; i++) {
                Document document = SamlLab.parse(genuine);
                for (int n = random.nextInt(3); n >= 0; n--) {
                    TreeMutator.mutate(document, random);
                }
                String mutated = SamlLab.text(document);
                Optional<String> now = facts(mutated, RSA.expectation().build());
                now.ifPresent(said -> assertEquals(facts, said, mutated));
                now.ifPresent(said -> assertTrue(isGenuine(mutated, RSA.publicKey()), mutated));
                now.ifPresent(
                        said -> assertEquals(Optional.of("alice"), peer.subject(mutated, RSA.publicKey()), mutated));
                accepted += now.isPresent() ? 1 : 0;
            }
        }
        // Outside of a signed assertion there is room for harmless changes; without any the test would prove nothing.
        assertTrue(accepted > 10, accepted + " accepted");
    }

    @Test
    void judge_corpusAcceptsMutated_neverYieldWhatWasNotSigned() throws Exception {
        Random random = new Random(1);
        List<String> wrong = new ArrayList<>();
        for (CorpusRow row : CorpusRow.all()) {
            if (!row.is("accept") || row.xml().length() > 60_000) {
                continue;
            }
            Expectation expected = row.expectation();
            String genuine = row.xml();
            String facts = facts(genuine, expected).orElseThrow();
            for (int i = 0; i < ROUNDS / 15; i++) {
                String mutated = damaged(genuine, random);
                facts(mutated, expected)
                        .filter(said -> !said.equals(facts))
                        .ifPresent(said -> wrong.add(row.name() + " " + said));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void judge_corpusAccepts_areGenuineToOpenSaml() throws Exception {
        for (CorpusRow row : CorpusRow.all()) {
            boolean encrypted = row.xml().contains("EncryptedData");
            if (row.is("accept") && !encrypted && !row.cell("subject").isEmpty()) {
                PublicKey key = row.expectation().certificates().get(0).getPublicKey();
                assertEquals(Optional.of(row.cell("subject")), peer.subject(row.xml(), key), row.name());
            }
        }
    }

    /** Every character of what identifies somebody or limits its use, changed one by one. */
    @Test
    void judge_eachCharacterOfTheSignedValuesChanged_isRefused() {
        String genuine = RSA.signed(GOOD, "_assertion");
        for (String value : List.of("alice", SamlLab.SP, "_request", "12:05:00Z", "12:04:00Z", "staff", "_session")) {
            for (int at = genuine.indexOf(value, genuine.indexOf("<saml:Assertion")), i = 0; i < value.length(); i++) {
                StringBuilder changed = new StringBuilder(genuine);
                char old = changed.charAt(at + i);
                changed.setCharAt(at + i, old == '1' ? '2' : '1');
                Optional<String> said =
                        facts(changed.toString(), RSA.expectation().build());
                assertEquals(Optional.empty(), said, value);
            }
        }
    }

    /** Everything that the judge tells, as one text; empty if it refuses. */
    private Optional<String> facts(String xml, Expectation expected) {
        try {
            JudgedAssertion judged = judge.judge(xml, expected);
            return Optional.of(judged.assertionId()
                    + judged.nameId().map(NameId::value)
                    + judged.attributes()
                    + judged.sessionIndex()
                    + judged.authnInstant()
                    + judged.authnContext()
                    + judged.usableUntil());
        } catch (InvalidCredentialException e) {
            return Optional.empty();
        }
    }

    private static String damaged(String xml, Random random) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(40), bytes.length - at);
        StringBuilder text = new StringBuilder(xml);
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(Math.min(at, text.length() - 1), (char) ('a' + random.nextInt(26)));
            case 1 -> text.delete(Math.min(at, text.length()), Math.min(at + length, text.length()));
            case 2 -> text.insert(Math.min(at, text.length()), text.substring(0, Math.min(length, text.length())));
            default -> text.insert(Math.min(at, text.length()), random.nextBoolean() ? "<!---->" : "<a xmlns=''/>");
        }
        return text.toString();
    }

    /** What the JDK thinks: some element that carries a good signature of this key is the response or its assertion. */
    private static boolean isGenuine(String xml, PublicKey key) {
        Document document = SamlLab.parse(xml);
        NodeList signatures = document.getElementsByTagNameNS(XmlNames.DS, "Signature");
        Set<String> signed = new HashSet<>();
        for (int i = 0; i < signatures.getLength(); i++) {
            Element signature = (Element) signatures.item(i);
            Element parent = (Element) signature.getParentNode();
            if (isGood(signature, parent, key)) {
                signed.add(parent.getLocalName());
            }
        }
        return signed.stream().anyMatch(name -> name.equals("Response") || name.equals("Assertion"))
                && signed.size() == signatures.getLength();
    }

    private static boolean isGood(Element signature, Element parent, PublicKey key) {
        // Not signed, and not looked at by us: what it holds is not to make the JDK fail.
        Elements.child(signature, XmlNames.DS, "KeyInfo").ifPresent(signature::removeChild);
        try {
            DOMValidateContext context = new DOMValidateContext(KeySelector.singletonKeySelector(key), signature);
            context.setIdAttributeNS(parent, null, "ID");
            return XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .validate(context);
        } catch (Exception e) {
            return false;
        }
    }

    /** That the mutator reaches all it should. */
    @Test
    void mutator_ofOneThousand_changesNearlyAll() {
        String genuine = RSA.signed(GOOD, "_assertion");
        String plain = SamlLab.text(SamlLab.parse(genuine));
        Random random = new Random(3);
        Set<String> different = new Random(3)
                .ints(1_000)
                .mapToObj(seed -> {
                    Document document = SamlLab.parse(genuine);
                    TreeMutator.mutate(document, random);
                    return SamlLab.text(document);
                })
                .filter(text -> !text.equals(plain))
                .collect(Collectors.toSet());
        assertTrue(different.size() > 300, different.size() + " different");
    }
}
