package io.orgauth.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to refuse, exception included: a stranger decides how often that happens. */
@State(Scope.Thread)
public class RefuseBenchmark {
    /** What is wrong with the token. */
    public enum Fault {
        /** No token at all: a session id, as it ends up in the wrong header. */
        GARBAGE,
        /** Another signature under a good token in RS256. */
        WRONG_SIGNATURE
    }

    /** The fault. */
    @Param
    public Fault fault = Fault.GARBAGE;

    /** Who verifies. */
    @Param
    public Library library = Library.ORGAUTH;

    private String token = "";
    private Verification verification = any -> any;

    /** For JMH. */
    public RefuseBenchmark() {}

    /**
     * Makes a key, a bad token and the verifier.
     *
     * @throws Exception if the library can't
     */
    @Setup
    public void issue() throws Exception {
        Issued issued = Issued.in(Algorithm.RS256);
        verification = library.verification(issued);
        verification.verify(issued.token());
        token = fault == Fault.GARBAGE ? "8d3f6c1e-52b7-4f0a-9c1d-7e6a5b4c3d2f" : issued.tokenWithWrongSignature();
    }

    /**
     * One refusal.
     *
     * @return the exception
     */
    @Benchmark
    public Exception refuse() {
        try {
            throw new IllegalStateException("accepted: " + verification.verify(token));
        } catch (IllegalStateException e) {
            throw e;
        } catch (Exception e) {
            return e;
        }
    }
}
