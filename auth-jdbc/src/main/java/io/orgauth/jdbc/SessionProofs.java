package io.orgauth.jdbc;

import io.orgauth.Authentication;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Proofs as JSON text: a session's in their order, an authorization's one. */
final class SessionProofs {
    private SessionProofs() {}

    static String text(List<SignInProof> proofs) {
        return JsonText.objects(proofs.stream().map(SessionProofs::json).toList());
    }

    static List<SignInProof> of(String text) {
        return JsonText.objects(text).stream().map(SessionProofs::proof).toList();
    }

    static String text(SignInProof proof) {
        return JsonText.object(json(proof));
    }

    static SignInProof one(String text) {
        return proof(JsonText.object(text));
    }

    private static JsonObject json(SignInProof proof) {
        JsonObject.Builder json = JsonObject.builder()
                .put("method", proof.method().name())
                .put("time", proof.time().toString())
                .put("authentication", json(proof.authentication()));
        proof.external().ifPresent(account -> json.put("external", json(account)));
        return json.build();
    }

    private static JsonObject json(Authentication authentication) {
        JsonObject.Builder json = JsonObject.builder()
                .put("methods", authentication.methods().stream().sorted().toList());
        authentication.time().ifPresent(time -> json.put("time", time.toString()));
        authentication.context().ifPresent(context -> json.put("context", context));
        return json.build();
    }

    private static JsonObject json(ExternalAccount account) {
        JsonObject.Builder json =
                JsonObject.builder().put("connection", account.connection()).put("subject", account.subject());
        account.session().ifPresent(session -> json.put("session", session));
        account.realm().ifPresent(realm -> json.put("realm", realm));
        return json.build();
    }

    private static SignInProof proof(JsonObject json) {
        return new SignInProof(
                SignInMethod.valueOf(json.string("method").orElseThrow()),
                Instant.parse(json.string("time").orElseThrow()),
                authentication(json.object("authentication").orElseThrow()),
                json.object("external").map(SessionProofs::account));
    }

    private static Authentication authentication(JsonObject json) {
        return new Authentication(
                json.string("time").map(Instant::parse),
                Set.copyOf(json.strings("methods").orElseThrow()),
                json.string("context"));
    }

    private static ExternalAccount account(JsonObject json) {
        return new ExternalAccount(
                json.string("connection").orElseThrow(),
                json.string("subject").orElseThrow(),
                json.string("session"),
                json.string("realm"));
    }
}
