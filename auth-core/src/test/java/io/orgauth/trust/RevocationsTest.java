package io.orgauth.trust;

import static io.orgauth.trust.BundleFixture.NOW;
import static io.orgauth.trust.BundleFixture.content;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    private static final Instant LATER = NOW.plusSeconds(300);

    @Test
    void revocation_whoseTokensAreOver_isLeftOut() {
        Revocations listed = content()
                .revocations(
                        List.of(new Revocation(Revocation.Kind.TOKEN, "tok_1", "usr_ada", NOW.minusSeconds(600), NOW)),
                        NOW)
                .build()
                .revocations();

        assertEquals(new Revocations(Map.of(), Map.of(), Map.of()), listed);
    }

    @Test
    void revocations_tooMany_becomeOnesOfTheirSubjects() {
        List<Revocation> many = IntStream.rangeClosed(0, Revocations.MOST)
                .mapToObj(i ->
                        new Revocation(Revocation.Kind.TOKEN, "tok_" + i, "usr_" + i % 2, NOW.plusMillis(i), LATER))
                .toList();

        Revocations listed = Revocations.of(many, NOW);

        assertEquals(Set.of("usr_0", "usr_1"), listed.subjects().keySet());
        assertEquals(NOW.plusMillis(Revocations.MOST), listed.subjects().get("usr_0"));
        assertEquals(0, listed.tokens().size());
    }
}
