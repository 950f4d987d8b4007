package io.orgauth.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.testing.Requirement;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars are modules: a modular program compiles and starts with all of them, and nothing else, on the module path. */
class ModulePathTest {
    @TempDir
    Path directory;

    @Test
    void snippet_onTheModulePath_isVerified() throws Exception {
        String snippet = Readme.at(Requirement.file(Path.of(System.getProperty("consumer.readme"))))
                .verifierSnippet();
        SignedToken signed = SignedToken.forTheReadme();
        Files.writeString(directory.resolve("jwks.json"), signed.keySet());
        compile(snippet);

        String printed = Commands.java(
                directory,
                "-p",
                modulePath() + File.pathSeparator + directory.resolve("classes"),
                "-m",
                "com.example.consumer/com.example.Consumer",
                signed.token());

        assertTrue(printed.contains("verified usr_ada of org_acme"), printed);
    }

    private void compile(String snippet) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources/com/example"));
        Files.writeString(
                directory.resolve("sources/module-info.java"),
                "module com.example.consumer { requires io.orgauth.servlet; }");
        Files.writeString(sources.resolve("Consumer.java"), Programs.verifying("package com.example;", snippet));
        int exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-p",
                        modulePath(),
                        "-d",
                        directory.resolve("classes").toString(),
                        directory.resolve("sources/module-info.java").toString(),
                        sources.resolve("Consumer.java").toString());
        assertEquals(0, exit);
    }

    /** The jars of this module's own class path, less those of the tests. */
    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.endsWith("-tests.jar"))
                .filter(entry -> !entry.matches(".*(junit|opentest4j|apiguardian|surefire).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
