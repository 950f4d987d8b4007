package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The example in a process of its own, with what it complains of in a file. */
final class ExampleProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ExampleProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ExampleProcess start(Path errors, String... arguments) throws IOException {
        return start(errors, List.of(), arguments);
    }

    static ExampleProcess start(Path errors, List<String> settings, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(settings);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ExampleServer.class.getName()));
        command.addAll(List.of(arguments));
        return new ExampleProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    /** Its first line is printed once it answers. */
    ExampleProcess ready() throws IOException {
        String line = String.valueOf(output.readLine());
        assertTrue(line.contains("is ready"), line);
        return this;
    }

    Process process() {
        return process;
    }

    /** Ends it as Ctrl-C does, and gives what it has printed since it was ready. */
    String stop() throws InterruptedException {
        process.toHandle().destroy(); // Process.destroy would throw away what is not yet read
        String printed = output.lines().collect(Collectors.joining("\n"));
        process.waitFor();
        return printed;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
