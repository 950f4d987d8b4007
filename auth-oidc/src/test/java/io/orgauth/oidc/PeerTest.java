package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.orgauth.InvalidCredentialException;
import io.orgauth.http.FetchRequest;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.token.DocumentSigner;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An independent implementation reads what we write, and takes every ID token that we take. */
class PeerTest {
    private static final int ROUNDS = 400;
    private static final Object ABSENT = FakeProvider.ABSENT;

    /** What a liar may write, good values among it. */
    private static final Map<String, List<Object>> LIES = Map.of(
            "iss", List.of(World.ISSUER, World.ISSUER + "/", "https://evil.example", ABSENT, 1),
            "aud", List.of("client-1", List.of("client-1"), List.of("client-1", "x"), "x", List.of(), ABSENT),
            "azp", List.of("client-1", "x", ABSENT),
            "sub", List.of("ada-1", "", ABSENT, 1),
            "exp", List.of(300L, 5L, -30L, -120L, ABSENT, "soon"),
            "iat", List.of(0L, -30L, 30L, 120L, ABSENT, "now"),
            "nonce", List.of("right", "wrong", ABSENT, 1));

    @Test
    void idTokens_thatWeTake_areTakenByThePeer() {
        World world = new World(OidcConnection.Builder::withoutUserinfo);
        world.time.step(Duration.between(world.time.instant(), Instant.now())); // the peer has the system's clock
        AtomicReference<String> shown = new AtomicReference<>("");
        world.provider.idToken = token -> {
            shown.set(token);
            return token;
        };
        Random random = new Random(20_261_125);
        List<String> surplus = new ArrayList<>();
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            LoginStep step = world.start();
            String nonce = step.pending().value("nonce").orElseThrow();
            lie(world, random, nonce);
            if (isTaken(world, step)) {
                taken++;
                peerComplaint(shown.get(), nonce).ifPresent(surplus::add);
            }
        }

        assertEquals(List.of(), surplus);
        assertTrue(taken > ROUNDS / 20 && taken < ROUNDS * 3 / 4, taken + " were taken");
    }

    /** One or two claims, now and then none. */
    private static void lie(World world, Random random, String nonce) {
        world.provider.claims.keySet().removeAll(List.of("iss", "aud", "azp", "exp", "iat", "nonce"));
        world.provider.claims.put("sub", "ada-1");
        List<String> names = LIES.keySet().stream().sorted().toList();
        for (int lies = random.nextInt(3); lies > 0; lies--) {
            String name = names.get(random.nextInt(names.size()));
            List<Object> values = LIES.get(name);
            Object value = values.get(random.nextInt(values.size()));
            world.provider.claims.put(name, value instanceof Long seconds ? world.now() + seconds : value);
        }
        world.provider.claims.computeIfPresent("nonce", (name, value) -> value.equals("right") ? nonce : value);
    }

    private static boolean isTaken(World world, LoginStep step) {
        try {
            world.finish(step);
            return true;
        } catch (InvalidCredentialException e) {
            return false;
        }
    }

    private static Optional<String> peerComplaint(String token, String nonce) {
        try {
            JWKSet keys = new JWKSet(FakeProvider.KEY.toPublicJWK());
            IDTokenValidator peer =
                    new IDTokenValidator(new Issuer(World.ISSUER), new ClientID("client-1"), JWSAlgorithm.RS256, keys);
            peer.validate(SignedJWT.parse(token), new Nonce(nonce));
            return Optional.empty();
        } catch (BadJOSEException | JOSEException | java.text.ParseException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Test
    void authorizationRequest_isReadAsWeMeanIt() throws ParseException {
        World world = new World();
        LoginStep.Redirect step = (LoginStep.Redirect)
                world.party.start(LoginRequest.to("/").hinting("ada@acme.com").afresh());

        AuthenticationRequest read = AuthenticationRequest.parse(step.location());

        assertTrue(read.getResponseType().impliesCodeFlow());
        assertEquals("client-1", read.getClientID().getValue());
        assertEquals(world.party.redirectUri(), read.getRedirectionURI());
        assertEquals(step.pending().handle(), read.getState().getValue());
        assertEquals(
                step.pending().value("nonce").orElseThrow(), read.getNonce().getValue());
        assertEquals(CodeChallengeMethod.S256, read.getCodeChallengeMethod());
        assertEquals("login", read.getPrompt().toString());
        assertEquals(0, read.getMaxAge());
        assertEquals("ada@acme.com", read.getLoginHint());
    }

    @Test
    void clientSecret_isReadAsWeMeanIt() throws ParseException {
        World world = new World();
        world.signIn();

        FetchRequest sent = world.provider.last("/token");
        ClientSecretBasic read =
                ClientSecretBasic.parse(sent.header("authorization").orElseThrow());

        assertEquals("client-1", read.getClientID().getValue());
        assertEquals(FakeProvider.SECRET, read.getClientSecret().getValue());
    }

    @Test
    void assertion_isReadAsWeMeanIt() throws ParseException {
        World world = new World(builder -> builder.client("client-1", DocumentSigner.create(new SecureRandom())));
        world.signIn();
        Map<String, String> form = world.provider.last("/token").form();

        PrivateKeyJWT read = new PrivateKeyJWT(signed(form.get("client_assertion")));

        assertEquals("client-1", read.getClientID().getValue());
        assertEquals(
                World.ISSUER,
                read.getJWTAuthenticationClaimsSet().getAudience().get(0).getValue());
    }

    private static SignedJWT signed(String compact) throws ParseException {
        try {
            return SignedJWT.parse(compact);
        } catch (java.text.ParseException e) {
            throw new ParseException(e.getMessage(), e);
        }
    }

    @Test
    void logoutRequest_isReadAsWeMeanIt() throws ParseException {
        World world = new World();
        LoginStep.Redirect step = (LoginStep.Redirect)
                world.party.logout(world.signIn(), World.HERE).orElseThrow();

        LogoutRequest read = LogoutRequest.parse(step.location());

        assertEquals("client-1", read.getClientID().getValue());
        assertEquals(URI.create(World.HERE), read.getPostLogoutRedirectionURI());
        assertEquals(step.pending().handle(), read.getState().getValue());
    }
}
