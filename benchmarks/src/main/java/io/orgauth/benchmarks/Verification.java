package io.orgauth.benchmarks;

/** One library's way to verify a token. */
@FunctionalInterface
interface Verification {
    /** What the library gives for a good token; it throws for others. */
    Object verify(String token) throws Exception;
}
