package io.orgauth.examples.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be said on the command line as {@code --name value}, or in the environment as {@code ORGAUTH_NAME=value}. */
enum Option {
    PORT,
    DATA_PLANE_PORT,
    IDP_PORT,
    DATA,
    ISSUER,
    ONLY,
    CONTROL_PLANE,
    ORGANIZATION,
    ROOT_KEY,
    CLIENT_ID,
    CLIENT_SECRET_FILE,
    TRUST_EPOCH,
    CLIENTS,
    TLS_KEYSTORE,
    TLS_PASSWORD,
    DEMO_FILE,
    CONNECTION;

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String variable() {
        return "ORGAUTH_" + name();
    }

    static Optional<Option> ofFlag(String flag) {
        return Arrays.stream(values())
                .filter(option -> option.flag().equals(flag))
                .findFirst();
    }

    static String flags() {
        return Arrays.stream(values()).map(Option::flag).collect(Collectors.joining(", "));
    }
}
