package io.orgauth.benchmarks;

import io.orgauth.testkit.Signed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to accept a good SAML response, from the posted base64 to the person. */
@State(Scope.Thread)
public class SamlBenchmark {
    /** What of it is signed. */
    public enum Answer {
        /** The assertion. */
        ASSERTION(Signed.ASSERTION),
        /** The response. */
        RESPONSE(Signed.RESPONSE),
        /** Both, as Okta does. */
        BOTH(Signed.BOTH);

        private final Signed signed;

        Answer(Signed signed) {
            this.signed = signed;
        }
    }

    /** What is signed. */
    @Param
    public Answer answer = Answer.ASSERTION;

    /** Who reads. */
    @Param
    public SamlReader library = SamlReader.ORGAUTH;

    private String response = "";
    private SamlReader.Reading reading = any -> any;

    /** For JMH. */
    public SamlBenchmark() {}

    /**
     * Makes an identity provider, a connection and a response.
     *
     * @throws Exception if the library can't
     */
    @Setup
    public void answer() throws Exception {
        SamlAnswer made = SamlAnswer.signed(answer.signed);
        response = made.response();
        reading = library.reading(made);
    }

    /**
     * One response.
     *
     * @return whom it names
     * @throws Exception if the library refuses it, which it must not
     */
    @Benchmark
    public Object accept() throws Exception {
        return reading.read(response);
    }
}
