package io.orgauth.benchmarks;

/** One library's way to sign a token of 13 claims. */
@FunctionalInterface
interface Signing {
    /** The compact serialization. */
    String sign() throws Exception;
}
