package io.orgauth.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to accept a good access token that was not seen before. */
@State(Scope.Thread)
public class VerifyBenchmark {
    /** Whose signature. */
    @Param
    public Algorithm algorithm = Algorithm.RS256;

    /** Who verifies. */
    @Param
    public Library library = Library.ORGAUTH;

    private String token = "";
    private Verification verification = any -> any;

    /** For JMH. */
    public VerifyBenchmark() {}

    /**
     * Makes a key, a token and the verifier.
     *
     * @throws Exception if the library can't
     */
    @Setup
    public void issue() throws Exception {
        Issued issued = Issued.in(algorithm);
        token = issued.token();
        verification = library.verification(issued);
    }

    /**
     * One verification.
     *
     * @return the library's result
     * @throws Exception if the library refuses the token, which it must not
     */
    @Benchmark
    public Object accept() throws Exception {
        return verification.verify(token);
    }
}
