package io.orgauth.benchmarks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything and prints tables of ratios, the only thing that holds on another machine.
 *
 * <p>Arguments: the tables wanted ({@code verify}, {@code refuse}, {@code sign}, {@code saml}; all unless said). The property
 * {@code rounds} says how often each row is measured, 3 unless said: rows of a table take turns, so that a busy minute hits all alike,
 * and the best iteration counts.
 */
public final class Comparison {
    private Comparison() {}

    /**
     * Runs it.
     *
     * @param tables which
     * @throws RunnerException if JMH can't run
     */
    public static void main(String[] tables) throws RunnerException {
        Set<String> wanted = tables.length == 0 ? Set.of("verify", "refuse", "sign", "saml") : Set.of(tables);
        List<Table> results = new ArrayList<>();
        for (Table table : all()) {
            if (wanted.stream().anyMatch(table.title()::startsWith)) {
                table.measure(Integer.getInteger("rounds", 3));
                results.add(table);
            }
        }
        results.forEach(System.out::println);
    }

    private static List<Table> all() {
        List<Table> all = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            all.add(new Table("verify " + algorithm.headerName, VerifyBenchmark.class, "algorithm", algorithm.name())
                    .rows(Library.having(algorithm)));
        }
        for (RefuseBenchmark.Fault fault : RefuseBenchmark.Fault.values()) {
            all.add(new Table("refuse " + fault, RefuseBenchmark.class, "fault", fault.name())
                    .rows(Library.having(Algorithm.RS256)));
        }
        for (Algorithm algorithm : Algorithm.values()) {
            Set<Library> signers = EnumSet.of(Library.FLOOR, Library.ORGAUTH, Library.NIMBUS, Library.JOSE4J);
            signers.retainAll(Library.having(algorithm));
            all.add(new Table("sign " + algorithm.headerName, SignBenchmark.class, "algorithm", algorithm.name())
                    .rows(signers));
        }
        for (SamlBenchmark.Answer answer : SamlBenchmark.Answer.values()) {
            all.add(new Table("saml " + answer, SamlBenchmark.class, "answer", answer.name())
                    .rows(EnumSet.allOf(SamlReader.class)));
        }
        return all;
    }
}
