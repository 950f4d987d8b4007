package io.orgauth.examples.server;

/** The options don't make sense: one sentence for the person who gave them, and exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String sentence) {
        super(sentence);
    }
}
