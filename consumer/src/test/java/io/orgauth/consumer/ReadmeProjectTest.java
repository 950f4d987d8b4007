package io.orgauth.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A project outside the reactor, made of the README's dependency block and verifier snippet. It finds OrgAuth
 * where a fresh install of this build left it, in a repository of its own, and knows nothing else of this project.
 */
class ReadmeProjectTest {
    private static final Path DIRECTORY = Path.of(System.getProperty("consumer.directory"));
    private static final Path JAR = DIRECTORY.resolve("target/consumer-1.jar");

    /** All that a data plane pulls at run time, as the README says: auth-servlet and auth-core, and five jars of others. */
    private static final Set<String> DOCUMENTED = Set.of(
            "auth-servlet",
            "auth-core",
            "nimbus-jose-jwt",
            "caffeine",
            "error_prone_annotations",
            "jspecify",
            "slf4j-api");

    @BeforeAll
    static void buildProject() throws Exception {
        Path file = Requirement.file(Path.of(System.getProperty("consumer.readme")));
        Readme readme = Readme.at(file);
        Path sources = Files.createDirectories(DIRECTORY.resolve("src/main/java"));
        Files.writeString(DIRECTORY.resolve("pom.xml"), pom(readme.dependency()));
        Files.writeString(sources.resolve("Consumer.java"), Programs.verifying("", readme.verifierSnippet()));
        Commands.run(
                DIRECTORY,
                List.of(
                        System.getProperty("consumer.maven"),
                        "-q",
                        "-B",
                        "-Dmaven.repo.local=" + System.getProperty("consumer.repository"),
                        "-Dmaven.test.skip=true",
                        "clean",
                        "package"));
    }

    @Test
    void snippet_genuineToken_isVerified() throws Exception {
        SignedToken signed = SignedToken.forTheReadme();
        Files.writeString(DIRECTORY.resolve("jwks.json"), signed.keySet());

        assertTrue(Commands.java(DIRECTORY, "-jar", JAR.toString(), signed.token())
                .contains("verified usr_ada of org_acme"));
    }

    @Test
    void runtime_jars_areTheDocumentedOnes() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            Set<String> artifacts = Arrays.stream(classPath.split(" "))
                    .map(entry -> Path.of(entry).getParent().getParent().getFileName())
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertEquals(new TreeSet<>(DOCUMENTED), artifacts);
        }
    }

    /** Other people's plugins and jars are copied from the repository of this build rather than downloaded anew. */
    private static String pom(String dependency) {
        String nearby = Path.of(System.getProperty("consumer.plugins")).toUri().toString();
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>consumer</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                    <orgauth.version>VERSION</orgauth.version>
                  </properties>
                  <dependencies>
                DEPENDENCY
                  </dependencies>
                  <repositories>
                    <repository><id>nearby</id><url>NEARBY</url></repository>
                  </repositories>
                  <pluginRepositories>
                    <pluginRepository><id>nearby</id><url>NEARBY</url></pluginRepository>
                  </pluginRepositories>
                  <build>
                    <plugins>
                      <plugin><artifactId>maven-clean-plugin</artifactId><version>3.5.0</version></plugin>
                      <plugin><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
                      <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                      <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version></plugin>
                      <plugin>
                        <artifactId>maven-jar-plugin</artifactId><version>3.5.1</version>
                        <configuration>
                          <archive>
                            <manifest>
                              <addClasspath>true</addClasspath>
                              <classpathLayoutType>repository</classpathLayoutType>
                              <classpathPrefix>REPOSITORY</classpathPrefix>
                              <mainClass>Consumer</mainClass>
                            </manifest>
                          </archive>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.replace("VERSION", System.getProperty("consumer.version"))
                .replace("DEPENDENCY", dependency)
                .replace(
                        "REPOSITORY",
                        Path.of(System.getProperty("consumer.repository"))
                                .toUri()
                                .toString())
                .replace("NEARBY", nearby);
    }
}
