package io.orgauth.examples.server;

/** The options are fine, but this machine isn't: one sentence for whoever started the server, and exit code 1. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String sentence) {
        super(sentence);
    }

    StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
