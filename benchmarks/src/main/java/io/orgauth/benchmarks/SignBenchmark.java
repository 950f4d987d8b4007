package io.orgauth.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to issue an access token. */
@State(Scope.Thread)
public class SignBenchmark {
    /** Whose signature. */
    @Param
    public Algorithm algorithm = Algorithm.RS256;

    /** Who signs. */
    @Param({"FLOOR", "ORGAUTH", "NIMBUS", "JOSE4J"})
    public Library library = Library.ORGAUTH;

    private Signing signing = () -> "";

    /** For JMH. */
    public SignBenchmark() {}

    /**
     * Makes a key and the signer.
     *
     * @throws Exception if the library can't
     */
    @Setup
    public void prepare() throws Exception {
        signing = switch (library) {
            case FLOOR -> Floor.signing(algorithm);
            case ORGAUTH -> Signings.orgAuth(algorithm);
            case NIMBUS -> Signings.nimbus(algorithm);
            case JOSE4J -> Signings.jose4j(algorithm);
            case FLOOR_BC, AUTH0, JJWT -> throw new IllegalArgumentException(library + " does not sign here");
        };
    }

    /**
     * One token.
     *
     * @return the token
     * @throws Exception never
     */
    @Benchmark
    public String sign() throws Exception {
        return signing.sign();
    }
}
