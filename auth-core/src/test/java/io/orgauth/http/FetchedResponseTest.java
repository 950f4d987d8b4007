package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchedResponseTest {
    private static FetchedResponse of(int status) {
        return FetchedResponse.of(status, Map.of(), new byte[] {1, 2});
    }

    @Test
    void requireOk_takes200Only() {
        FetchedResponse response = of(200);
        assertSame(response, response.requireOk());
        for (int status : List.of(199, 201, 304, 404, 500)) {
            assertProblem(Problem.STATUS, () -> of(status).requireOk());
        }
    }

    @Test
    void notModified_is304() {
        assertTrue(of(304).notModified());
        assertFalse(of(200).notModified());
    }

    @Test
    void response_isImmutable() {
        byte[] body = {1, 2};
        List<String> values = new ArrayList<>(List.of("a"));
        FetchedResponse response = FetchedResponse.of(200, Map.of("X", values), body);
        body[0] = 9;
        values.add("b");
        response.body()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, response.body());
        assertEquals(List.of("a"), response.headers().get("x"));
        assertThrows(
                UnsupportedOperationException.class, () -> response.headers().clear());
    }

    @Test
    void toString_showsNoContent() {
        assertEquals("FetchedResponse[200, 2 bytes]", of(200).toString());
    }

    @Test
    void etag_absent_isEmpty() {
        assertEquals(Optional.empty(), of(200).etag());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|-",
                "public|-|-",
                "max-age=60|-|60",
                "MAX-AGE=60, public|-|60",
                "public , max-age=\"60\"|-|60",
                "max-age=0|-|0",
                "max-age=60, max-age=30|-|30",
                "max-age=30, max-age=60|-|30",
                "max-age=60, no-store|-|0",
                "no-cache|-|0",
                "no-cache=\"set-cookie\", max-age=60|-|0",
                "s-maxage=60|-|-",
                "max-age=-1|-|-",
                "max-age= 60|-|-",
                "max-age=60;|-|-",
                "max-age=31535999|-|31535999",
                "max-age=31536001|-|31536000",
                "max-age=999999999|-|31536000",
                "max-age=1000000000|-|31536000",
                "max-age=99999999999999999999|-|31536000",
                "max-age=60|20|40",
                "max-age=60|60|0",
                "max-age=60|61|0",
                "max-age=60|x|60",
                "-|20|-"
            })
    void maxAge_isWhatIsLeftOfTheLifetime(String cacheControl, String age, Long seconds) {
        Map<String, List<String>> headers = new HashMap<>();
        Optional.ofNullable(cacheControl).ifPresent(value -> headers.put("Cache-Control", List.of(value)));
        Optional.ofNullable(age).ifPresent(value -> headers.put("Age", List.of(value)));
        assertEquals(
                Optional.ofNullable(seconds).map(Duration::ofSeconds),
                FetchedResponse.of(200, headers, new byte[0]).maxAge());
    }

    @Test
    void maxAge_overSeveralLines_isTheSmallest() {
        Map<String, List<String>> headers = Map.of("cache-control", List.of("max-age=60", "max-age=20", "public"));
        assertEquals(
                Optional.of(Duration.ofSeconds(20)),
                FetchedResponse.of(200, headers, new byte[0]).maxAge());
    }
}
