package io.orgauth.oidc;

import java.util.Optional;

/** What a provider answered to a code, nothing of it judged yet. Immutable; its text shows nothing. */
final class Answers {
    private final String idToken;
    private final String accessToken;
    private final Optional<Userinfo> userinfo;

    Answers(String idToken, String accessToken, Optional<Userinfo> userinfo) {
        this.idToken = idToken;
        this.accessToken = accessToken;
        this.userinfo = userinfo;
    }

    /** The userinfo endpoint's answer: JSON, or a JWT of it (OpenID Connect Core, 5.3.2). */
    static final class Userinfo {
        private final boolean signed;
        private final byte[] body;

        Userinfo(String mediaType, byte[] body) {
            this.signed = mediaType.equals("application/jwt");
            this.body = body;
        }

        boolean isSigned() {
            return signed;
        }

        byte[] body() {
            return body.clone();
        }
    }

    String idToken() {
        return idToken;
    }

    String accessToken() {
        return accessToken;
    }

    Optional<Userinfo> userinfo() {
        return userinfo;
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "Answers[redacted]";
    }
}
