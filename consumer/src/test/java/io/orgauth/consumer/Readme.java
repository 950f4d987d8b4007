package io.orgauth.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The README's code, fence by fence. */
record Readme(String text) {
    static Readme at(Path file) throws IOException {
        return new Readme(Files.readString(file));
    }

    /** The first {@code <dependency>} block: what a reader pastes into a pom. */
    String dependency() {
        return firstFence("xml", "<dependency>");
    }

    /** The first snippet that builds a verifier and calls it with {@code token}. */
    String verifierSnippet() {
        return firstFence("java", "TokenVerifier.builder()");
    }

    private String firstFence(String language, String holding) {
        return Pattern.compile("^```" + language + "\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(fence -> fence.group(1))
                .filter(code -> code.contains(holding))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the README has no ```" + language + " fence with " + holding));
    }
}
