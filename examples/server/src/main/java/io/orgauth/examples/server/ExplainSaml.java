package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.StoredConnection;
import io.orgauth.saml.SamlProtocol;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code explain-saml FILE --connection ID --data DIR}: what was expected of an answer that somebody saved, what came, and who mends it.
 * The file is the XML, or what was posted as {@code SAMLResponse}. Signs nobody in.
 */
final class ExplainSaml {
    static final String COMMAND = "explain-saml";

    private static final String USAGE = "use " + COMMAND + " FILE --connection ID --data DIR [--issuer URL]";
    private static final String USUAL_ISSUER = "http://localhost:8080";

    private ExplainSaml() {}

    /** Every check in its order, a line each. */
    static String run(List<String> arguments, Map<String, String> environment, Time time) {
        if (arguments.size() < 2) {
            throw new UsageException(USAGE);
        }
        Path file = Path.of(arguments.get(1));
        CommandLine given = CommandLine.parse(arguments.subList(2, arguments.size()), environment);
        String connection = given.value(Option.CONNECTION).orElseThrow(() -> new UsageException(USAGE));
        Path data = given.value(Option.DATA).map(Path::of).orElseThrow(() -> new UsageException(USAGE));
        String issuer = given.value(Option.ISSUER).orElse(USUAL_ISSUER);
        try (Memory memory = EmbeddedControlPlane.memory(Optional.of(data));
                ControlPlane auth = ControlPlane.builder()
                        .issuer(issuer)
                        .allowLoopbackHttp()
                        .stores(memory.stores())
                        .sealedBy(memory.sealingKey())
                        .protocols(SamlProtocol.standard())
                        .clock(time.clock())
                        .build()) {
            Callback callback = Callback.posted(Map.of("SAMLResponse", text(file)));
            return text(auth.connections().explain(owner(memory, connection), connection, callback));
        }
    }

    private static OrganizationId owner(Memory memory, String connection) {
        return memory.stores()
                .connections()
                .byId(connection)
                .filter(stored -> stored.protocol().equals("saml"))
                .flatMap(StoredConnection::organization)
                .orElseThrow(
                        () -> new UsageException("there is no SAML connection " + connection + " of an organization"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartException("the file " + file + " can't be read as text", e);
        }
    }

    private static String text(List<Finding> findings) {
        return findings.stream().map(ExplainSaml::line).collect(Collectors.joining("\n"));
    }

    private static String line(Finding finding) {
        String line = "%-7s %s: expected %s, got %s"
                .formatted(finding.outcome(), finding.check(), finding.expected(), finding.got());
        return finding.fixedBy().isEmpty() ? line : line + "; to mend: " + finding.fixedBy();
    }
}
