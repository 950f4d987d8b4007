package io.orgauth.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One comparison: a benchmark with one parameter fixed and a row for each library. Not thread-safe. */
final class Table {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final String title;
    private final Class<?> benchmark;
    private final String parameter;
    private final String value;
    private final Map<Contender, Best> rows = new LinkedHashMap<>();

    /** The least seen so far; both figures only ever err upwards. */
    private record Best(double cpuMicros, double bytes) {
        static final Best NONE = new Best(Double.MAX_VALUE, Double.MAX_VALUE);

        Best or(double otherMicros, double otherBytes) {
            return new Best(Math.min(cpuMicros, otherMicros), Math.min(bytes, otherBytes));
        }
    }

    Table(String title, Class<?> benchmark, String parameter, String value) {
        this.title = title;
        this.benchmark = benchmark;
        this.parameter = parameter;
        this.value = value;
    }

    Table rows(Set<? extends Contender> libraries) {
        libraries.forEach(library -> rows.put(library, Best.NONE));
        return this;
    }

    String title() {
        return title;
    }

    void measure(int rounds) throws RunnerException {
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Contender, Best> row : rows.entrySet()) {
                row.setValue(better(row.getValue(), run(row.getKey())));
            }
        }
    }

    private RunResult run(Contender library) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName() + "\\.")
                        .param(parameter, value)
                        .param("library", library.name())
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .forks(1)
                        .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTimeProfiler.class)
                        .build())
                .runSingle();
    }

    private static Best better(Best known, RunResult result) {
        Best best = known;
        for (IterationResult iteration :
                result.getBenchmarkResults().iterator().next().getIterationResults()) {
            best = best.or(score(iteration, CpuTimeProfiler.LABEL), score(iteration, ALLOCATION));
        }
        return best;
    }

    private static double score(IterationResult iteration, String label) {
        return Objects.requireNonNull(iteration.getSecondaryResults().get(label), label)
                .getScore();
    }

    /** As Markdown, the first row being the base of the ratios. */
    @Override
    public String toString() {
        double base = rows.values().iterator().next().cpuMicros();
        StringBuilder text = new StringBuilder("\n| " + title + " | ratio | B/op | cpu us |\n|---|--:|--:|--:|\n");
        rows.forEach((library, best) -> text.append(String.format(
                "| %s | %.2f | %,.0f | %.2f |%n",
                library.title(), best.cpuMicros() / base, best.bytes(), best.cpuMicros())));
        return text.toString();
    }
}
