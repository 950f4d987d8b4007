package io.orgauth.examples.server;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.testkit.IdentityProviderServer;
import io.orgauth.testkit.Person;
import io.orgauth.testkit.Persona;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The identity provider of the demo: everybody of the two organizations, and in each somebody whom nobody knows yet. */
final class DemoIdp {
    /** In this group at the provider; what it means here, the connections say. */
    static final String GROUP = "researchers";

    private DemoIdp() {}

    /** On the port that was said, or else the usual one, or any other if that one is taken. */
    static IdentityProviderServer start(Options options, Time time) {
        try {
            return builder(time).port(options.idpPort()).start();
        } catch (UncheckedIOException e) {
            if (options.insistsOnIdpPort()) {
                throw new StartException(
                        "port " + options.idpPort() + " is taken: give another one with " + Option.IDP_PORT.flag(), e);
            }
            return builder(time).start();
        }
    }

    /** In another process of this machine. */
    static String elsewhere(Options options) {
        return "http://localhost:" + options.idpPort();
    }

    /** In a process of its own. */
    static IdentityProviderServer alone(Options options, Time time) {
        IdentityProviderServer started = start(options, time);
        JsonObject demo = JsonObject.builder().put("idp", started.url()).build();
        options.demoFile().ifPresent(file -> OwnerOnlyFile.write(file, Json.write(demo)));
        return started;
    }

    static String greeting(String url) {
        return """
                OrgAuth demo identity provider is ready, Ctrl-C stops it.
                  SAML metadata   %1$s/saml/metadata
                  OpenID issuer   %1$s
                """.formatted(url);
    }

    private static IdentityProviderServer.Builder builder(Time time) {
        IdentityProviderServer.Builder builder =
                IdentityProviderServer.builder(Persona.keycloak()).clock(time.clock());
        DemoSeed.DOMAINS.stream().flatMap(DemoIdp::people).forEach(builder::person);
        return builder;
    }

    private static Stream<Person> people(String domain) {
        List<Role> roles = DemoSeed.PEOPLE;
        Stream<Person> known = roles.stream().map(role -> Person.of(role.key() + "@" + domain));
        return Stream.concat(known, Stream.of(newcomer(domain)));
    }

    private static Person newcomer(String domain) {
        return Person.of("newcomer@" + domain).named("New", "Comer").inGroups(GROUP);
    }
}
