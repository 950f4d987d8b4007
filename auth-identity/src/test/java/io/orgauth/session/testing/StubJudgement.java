package io.orgauth.session.testing;

import io.orgauth.InvalidCredentialException;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Finding;
import io.orgauth.sso.SsoReason;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Judges an answer; pure, without memory of those before it. */
final class StubJudgement {
    private StubJudgement() {}

    /** What the provider says, if it is the connection's own and answers this request. */
    static JsonObject judge(String connection, String secret, Callback callback, Optional<String> nonce) {
        if (callback.parameter("error").isPresent()) {
            throw SsoReason.IDENTITY_PROVIDER_REFUSED.refusal("the provider answers with an error");
        }
        JsonObject answer = signed(secret, callback.parameter("answer").orElseThrow(StubJudgement::malformed));
        require(answer, "connection", connection, StubReason.AUDIENCE_WRONG);
        require(answer, "nonce", nonce.orElse(""), StubReason.NONCE_WRONG);
        return answer;
    }

    private static JsonObject signed(String secret, String answer) {
        String[] parts = answer.split("\\.", -1);
        if (parts.length != 2) {
            throw malformed();
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(parts[0]);
            byte[] tag = Base64.getUrlDecoder().decode(parts[1]);
            if (!MessageDigest.isEqual(tag, StubAnswer.tag(secret, text))) {
                throw new InvalidCredentialException(StubReason.SIGNATURE_WRONG, "the answer is not the provider's");
            }
            return Json.parseObject(text);
        } catch (IllegalArgumentException | JsonException e) {
            throw malformed();
        }
    }

    private static void require(JsonObject answer, String name, String expected, StubReason reason) {
        if (!answer.string(name).orElse("").equals(expected)) {
            throw new InvalidCredentialException(reason, "\"" + name + "\" is another");
        }
    }

    private static InvalidCredentialException malformed() {
        return SsoReason.CALLBACK_MALFORMED.refusal("expected an answer of two parts");
    }

    static List<Finding> explain(String connection, String secret, Callback callback, Optional<String> nonce) {
        try {
            judge(connection, secret, callback, nonce);
            return List.of(new Finding("answer", Finding.Outcome.PASSED, "the provider's answer", "it", ""));
        } catch (InvalidCredentialException e) {
            String check = e.reason().code();
            return List.of(new Finding(
                    check, Finding.Outcome.FAILED, "the provider's answer", "another", "compare the secrets"));
        }
    }
}
