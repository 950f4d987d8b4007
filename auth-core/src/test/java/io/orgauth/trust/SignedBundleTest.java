package io.orgauth.trust;

import static io.orgauth.trust.BundleFixture.API_KEY;
import static io.orgauth.trust.BundleFixture.KEY;
import static io.orgauth.trust.BundleFixture.NOW;
import static io.orgauth.trust.BundleFixture.ROOT;
import static io.orgauth.trust.BundleFixture.bundle;
import static io.orgauth.trust.BundleFixture.content;
import static io.orgauth.trust.BundleFixture.reader;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Grant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignedBundleTest {
    /** What lies in a bundle is no secret: a copy of it opens nothing. */
    @Test
    void bundle_holdsNoUsableKey() {
        SignedBundle signed = bundle();
        StringBuilder all = new StringBuilder(new String(signed.document(), StandardCharsets.UTF_8));
        Manifest manifest = reader().read(signed.document());
        manifest.chunks()
                .forEach(name -> all.append(new String(signed.chunk(name).orElseThrow(), StandardCharsets.UTF_8)));

        assertTrue(all.indexOf(API_KEY.id()) > 0);
        assertFalse(all.indexOf(API_KEY.text().substring(API_KEY.text().lastIndexOf('_') + 1)) >= 0);
    }

    @Test
    void chunks_sameEntriesInOtherOrder_haveTheSameNames() {
        List<BundledSubject> subjects = new ArrayList<>(subjects(5_000));
        SignedBundle first = bundle(content().subjects(subjects));
        Collections.shuffle(subjects, new Random(3));
        SignedBundle second = bundle(content().subjects(subjects));

        assertEquals(
                reader().read(first.document()).chunks(),
                reader().read(second.document()).chunks());
    }

    @Test
    void chunks_oneOfManyChanged_isOneOtherChunk() {
        List<BundledSubject> subjects = new ArrayList<>(subjects(5_000));
        Set<String> before = chunks(subjects);
        subjects.set(77, new BundledSubject(subjects.get(77).id(), Grant.of(Set.of(BundleFixture.READ))));
        Set<String> after = new HashSet<>(chunks(subjects));

        assertEquals(5, before.size(), "four of subjects and one of keys");
        after.removeAll(before);
        assertEquals(1, after.size());
    }

    @Test
    void chunk_unknownName_isEmpty() {
        assertTrue(bundle().chunk("../bundle").isEmpty());
    }

    @Test
    void etag_namesTheDocument() {
        SignedBundle bundle = bundle();

        assertEquals('"' + ContentDigest.of(bundle.document()) + '"', bundle.etag());
        assertArrayEquals(bundle.document(), bundle.document());
    }

    @Test
    void notAfter_isNeverLaterThanTheDelegation() {
        BundleKey key = ROOT.newBundleKey(1, 1, Duration.ofHours(2));

        assertEquals(
                key.expires(),
                key.sign(content().build(), NOW, Duration.ofDays(7)).notAfter());
    }

    @Test
    void sign_afterTheDelegation_saysThatTheRootMustMakeANewKey() {
        IllegalStateException over = assertThrows(
                IllegalStateException.class, () -> KEY.sign(content().build(), KEY.expires(), BundleFixture.LIFETIME));

        assertTrue(String.valueOf(over.getMessage()).contains("new key"));
    }

    @Test
    void sign_otherResourceThanDelegated_isRefused() {
        BundleKey key = ROOT.newBundleKeyFor("https://other.acme.example", 1, 1, Duration.ofDays(1));

        assertThrows(IllegalStateException.class, () -> key.sign(content().build(), NOW, BundleFixture.LIFETIME));
    }

    private static Set<String> chunks(List<BundledSubject> subjects) {
        return reader().read(bundle(content().subjects(subjects)).document()).chunks();
    }

    private static List<BundledSubject> subjects(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new BundledSubject("usr_" + i, Grant.of(Set.of())))
                .toList();
    }
}
