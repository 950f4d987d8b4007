package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filter that the container makes by its class name and init parameters, as from a {@code web.xml}. */
abstract class DeclaredFilterContract extends ContainerContract {
    @TempDir
    static Path directory;

    DeclaredFilterContract(Container container) {
        super(container);
    }

    @Override
    App app() {
        return App.at("/app")
                .filter(
                        AuthFilter.class,
                        Map.of(
                                "issuer", "https://auth.example.com",
                                "audience", "https://data.acme.example",
                                "organization", "org_acme",
                                "jwks-file", keys().toString(),
                                "anonymous", "/open/*"))
                .servlet("/*", new Report("app"));
    }

    private static Path keys() {
        try {
            JWKSet set = new JWKSet(
                    new ECKeyGenerator(Curve.P_256).keyID("k1").generate().toPublicJWK());
            return Files.writeString(directory.resolve("jwks.json"), set.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void filter_declaredByName_protectsWhatItIsToldTo() {
        assertEquals(401, http().get("/app/x").status());
        assertEquals(401, http().get("/app/x", "Authorization: Bearer a.b.c").status());
        assertEquals(200, http().get("/app/open/1").status());
    }
}
