package io.orgauth;

/**
 * Why something was refused: a stable code for tests, logs and metrics. Each module has its own enum.
 *
 * <p>A reason is for the operator. What a client is told is a constant text that does not depend on it.
 */
public interface Reason {
    /**
     * The stable code, lower case with underscores, unique within the library.
     *
     * @return for example {@code other_organization}
     */
    String code();
}
