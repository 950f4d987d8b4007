package io.orgauth.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.orgauth.OrganizationId;
import io.orgauth.ReplayGuard;
import io.orgauth.SealingKey;
import io.orgauth.SealingKey.Context;
import io.orgauth.identity.StoredConnection.Admission;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings connections to life: unseals them, and opens them by their protocol. Open ones are kept by id and version, so that a change
 * counts at the next use on every node, and at most 1,000 of them, however many organizations there are.
 *
 * <p>Thread-safe.
 */
final class OpenConnections {
    private static final int MOST = 1_000;

    private record Key(String id, long version) {}

    private final SealingKey sealing;
    private final SsoContext sso;
    private final Map<String, SsoProtocol> protocols = new LinkedHashMap<>();
    private final Cache<Key, Connection> open =
            Caffeine.newBuilder().maximumSize(MOST).build();

    OpenConnections(SealingKey sealing, SsoContext sso, List<SsoProtocol> protocols) {
        this.sealing = sealing;
        this.sso = sso;
        for (SsoProtocol protocol : protocols) {
            if (this.protocols.put(protocol.name(), protocol) != null) {
                throw new IllegalArgumentException(
                        "two protocols are named \"" + protocol.name() + "\": give .protocols(...) one of them");
            }
        }
    }

    /** No protocol, so that no connection opens. */
    static OpenConnections none(String issuer, ReplayGuard guard) {
        SsoContext context =
                SsoContext.builder().issuer(issuer).replayGuard(guard).build();
        return new OpenConnections(SealingKey.inMemory(), context, List.of());
    }

    SsoContext context() {
        return sso;
    }

    /** The protocol of this name; a connection of another can't be used, and is refused before it is stored. */
    SsoProtocol protocol(String name) {
        return Optional.ofNullable(protocols.get(name))
                .orElseThrow(() -> IdentityException.invalid("protocol \"" + name + "\" is not one of "
                        + protocols.keySet() + ", add it by .protocols(...)"));
    }

    /** Opens the stored connection, or finds it open. */
    Connection open(StoredConnection stored) {
        return open.get(
                new Key(stored.id(), stored.version()),
                key -> Checked.of(() -> protocol(stored.protocol()).open(record(stored), sso)));
    }

    /** The record with its secrets clear, in memory only. */
    ConnectionRecord record(StoredConnection stored) {
        ConnectionRecord.Builder record = ConnectionRecord.builder(stored.protocol())
                .id(stored.id())
                .name(stored.name())
                .settings(stored.settings());
        stored.organization().ifPresent(record::organization);
        stored.sealedSecrets().forEach((name, closed) -> record.secret(name, unsealed(stored, name, closed)));
        return record.build();
    }

    /** What is stored of a new connection. */
    StoredConnection added(ConnectionRecord record) {
        requireOpens(record);
        return kept(record, new Admission(true, Optional.empty(), Optional.empty()), 1);
    }

    /** What is stored of a changed one, which nobody has tested yet. Secrets that the record does not have stay as they are. */
    StoredConnection changed(StoredConnection before, ConnectionRecord record) {
        ConnectionRecord old = record(before);
        ConnectionRecord merged = withSecretsOf(old, record);
        requireOpens(merged);
        requireSameProvider(old, merged);
        Admission admission = before.admission();
        return kept(
                merged,
                new Admission(admission.enabled(), admission.justInTime(), Optional.empty()),
                before.version() + 1);
    }

    /** The same connection letting in others. */
    StoredConnection admitting(StoredConnection before, Admission admission) {
        return kept(record(before), admission, before.version() + 1);
    }

    private static ConnectionRecord withSecretsOf(ConnectionRecord old, ConnectionRecord record) {
        ConnectionRecord.Builder merged = ConnectionRecord.builder(record.protocol())
                .id(record.id())
                .name(record.name())
                .settings(record.settings());
        record.organization().ifPresent(merged::organization);
        old.secrets().forEach(merged::secret);
        record.secrets().forEach(merged::secret);
        return merged.build();
    }

    private void requireOpens(ConnectionRecord record) {
        SsoProtocol protocol = protocol(record.protocol());
        Checked.of(() -> protocol.open(record, sso));
    }

    /** RULES of linking: the same subject of another provider is somebody else, and would get in as who was linked before. */
    private void requireSameProvider(ConnectionRecord old, ConnectionRecord changed) {
        SsoProtocol protocol = protocol(old.protocol());
        boolean same = changed.protocol().equals(old.protocol())
                && Checked.of(() -> protocol.identityProvider(changed)).equals(protocol.identityProvider(old));
        if (!same) {
            throw IdentityException.invalid("another identity provider needs a connection of its own");
        }
    }

    /** Every secret is sealed for this version of this row, and opens nowhere else. */
    private StoredConnection kept(ConnectionRecord record, Admission admission, long version) {
        Map<String, String> closed = new TreeMap<>();
        record.secrets().forEach((name, secret) -> {
            Context place = place(record.organization(), record.id(), name, version);
            closed.put(
                    name,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(sealing.seal(place, secret.getBytes(StandardCharsets.UTF_8))));
        });
        return new StoredConnection(
                record.organization(),
                record.id(),
                record.protocol(),
                record.name(),
                record.settings(),
                closed,
                admission,
                version);
    }

    private String unsealed(StoredConnection stored, String name, String closed) {
        Context place = place(stored.organization(), stored.id(), name, stored.version());
        return new String(sealing.unseal(place, Base64.getUrlDecoder().decode(closed)), StandardCharsets.UTF_8);
    }

    private static Context place(Optional<OrganizationId> organization, String id, String secret, long version) {
        return new Context("connection", organization, id, "secret:" + secret, version);
    }
}
