package io.orgauth.saml;

import io.orgauth.OrganizationId;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.ConnectionRecord;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sets up a connection to a SAML identity provider.
 *
 * <pre>{@code
 * ConnectionRecord okta = SamlConnection.builder()
 *     .organization(acme.id())
 *     .identityProvider(IdentityProviderMetadata.parse(metadataXml))
 *     .build();
 * }</pre>
 *
 * <p>Every check is on; what weakens one is said by name, see {@link SamlLaxity} and {@link Builder#allowUnsolicited()}.
 */
public final class SamlConnection {
    private SamlConnection() {}

    /**
     * A new connection.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A connection as it is, to change some of it.
     *
     * @param record the record of a SAML connection, with its secrets
     * @return a builder that says what the record says
     * @throws IllegalArgumentException if it is no such record
     */
    public static Builder change(ConnectionRecord record) {
        if (!record.protocol().equals(SamlProtocol.NAME)) {
            throw new IllegalArgumentException(
                    "the connection's protocol is \"" + record.protocol() + "\", expected saml");
        }
        return new Builder(record, SamlSettings.read(record.settings()));
    }

    /** Collects a connection. Not thread-safe. */
    public static final class Builder {
        private Optional<String> id = Optional.empty();
        private Optional<OrganizationId> organization = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<IdentityProviderMetadata> provider = Optional.empty();
        private Optional<URI> metadataUrl = Optional.empty();
        private SamlVendor vendor = SamlVendor.OTHER;
        private boolean postRequests;
        private boolean signRequests;
        private boolean forceAuthn;
        private List<String> contexts = List.of();
        private Optional<String> nameIdFormat = Optional.empty();
        private boolean unsolicited;
        private Optional<Duration> clockSkew = Optional.empty();
        private Clock clock = Clock.systemUTC();
        private final Set<SamlLaxity> allowed = EnumSet.noneOf(SamlLaxity.class);
        private final Map<String, String> attributes = new TreeMap<>();
        private final Map<String, String> further = new TreeMap<>();
        private final List<ServiceProviderKey> signingKeys = new ArrayList<>();
        private final List<ServiceProviderKey> decryptionKeys = new ArrayList<>();

        private Builder() {}

        private Builder(ConnectionRecord record, SamlSettings settings) {
            id = Optional.of(record.id());
            organization = record.organization();
            name = Optional.of(record.name());
            provider = Optional.of(settings.provider());
            metadataUrl = settings.metadataUrl();
            vendor = settings.vendor();
            postRequests = settings.request().post();
            signRequests = settings.request().signed();
            forceAuthn = settings.request().forceAuthn();
            contexts = settings.request().contexts();
            nameIdFormat = settings.request().nameIdFormat();
            unsolicited = settings.answers().unsolicited();
            clockSkew = settings.answers().clockSkew();
            allowed.addAll(settings.answers().allowed());
            attributes.putAll(settings.mapping().byName());
            further.putAll(settings.mapping().further());
            signingKeys.addAll(ServiceProvider.keys(record, ServiceProvider.SIGNING_KEYS));
            decryptionKeys.addAll(ServiceProvider.keys(record, ServiceProvider.DECRYPTION_KEYS));
        }

        /**
         * The id of a connection that was made before; a new random one unless said. It is part of our entity id and address.
         *
         * @param known {@code con_} and 4 to 64 letters and digits
         * @return this
         */
        public Builder id(String known) {
            this.id = Optional.of(known);
            return this;
        }

        /**
         * Whose connection it is; the operator's, shared with all, unless said.
         *
         * @param owner the organization
         * @return this
         */
        public Builder organization(OrganizationId owner) {
            this.organization = Optional.of(owner);
            return this;
        }

        /**
         * What people see on a button; {@code saml} unless said.
         *
         * @param shown 1 to 100 characters
         * @return this
         */
        public Builder name(String shown) {
            this.name = Optional.of(shown);
            return this;
        }

        /**
         * Whom to trust, by which keys, and where people sign in there. Another entityID needs another connection.
         *
         * @param metadata what the identity provider says of itself
         * @return this
         */
        public Builder identityProvider(IdentityProviderMetadata metadata) {
            this.provider = Optional.of(metadata);
            return this;
        }

        /**
         * Where the identity provider publishes its metadata, for {@link SamlProtocol#refreshed}. Nothing is fetched by saying so.
         *
         * @param url https
         * @return this
         */
        public Builder metadataUrl(URI url) {
            this.metadataUrl = Optional.of(url);
            return this;
        }

        /**
         * Whose habits the identity provider has: which attributes are the e-mail address, name and groups where nothing else is
         * said, and what an immutable subject is. It weakens no check.
         *
         * @param key a key of {@link SamlProtocol#presets()}; {@code other} unless said
         * @return this
         * @throws IllegalArgumentException if there is no such key
         */
        public Builder vendor(String key) {
            this.vendor = SamlVendor.of(key);
            return this;
        }

        /**
         * Sends requests by the HTTP-POST binding, also where HTTP-Redirect would do.
         *
         * @return this
         */
        public Builder postRequests() {
            this.postRequests = true;
            return this;
        }

        /**
         * Signs requests, as is done anyway where the metadata asks for it: by a new key, unless one was given.
         *
         * @return this
         */
        public Builder signRequests() {
            this.signRequests = true;
            return this;
        }

        /**
         * A key that signs requests. The first one signs, all are published: give the identity provider the next one before
         * {@link #retireSigningKey()} makes it the first.
         *
         * @param key the key
         * @return this
         */
        public Builder signingKey(ServiceProviderKey key) {
            signingKeys.add(key);
            return signRequests();
        }

        /**
         * Takes the first signing key away, so that the next one signs.
         *
         * @return this
         * @throws IllegalStateException if there is no next one
         */
        public Builder retireSigningKey() {
            retireFirst(signingKeys, ".signingKey(next)");
            return this;
        }

        /**
         * A key by which assertions may be encrypted for us. All decrypt and are published: take the old one away by
         * {@link #retireDecryptionKey()} once the identity provider uses the new one.
         *
         * @param key the key
         * @return this
         */
        public Builder decryptionKey(ServiceProviderKey key) {
            decryptionKeys.add(key);
            return this;
        }

        /**
         * Takes the first decryption key away.
         *
         * @return this
         * @throws IllegalStateException if there is no next one
         */
        public Builder retireDecryptionKey() {
            retireFirst(decryptionKeys, ".decryptionKey(next)");
            return this;
        }

        private static void retireFirst(List<ServiceProviderKey> keys, String call) {
            if (keys.size() < 2) {
                throw new IllegalStateException("the last key would be gone, give the next one first: " + call);
            }
            keys.remove(0);
        }

        /**
         * Asks at each sign-in that people prove themselves anew, even with a session at the identity provider.
         *
         * @return this
         */
        public Builder forceAuthentication() {
            this.forceAuthn = true;
            return this;
        }

        /**
         * Asks that people authenticate in one of these ways (core, 3.3.2.2.1); many identity providers refuse what they don't know.
         *
         * @param authnContexts URIs of classes, exactly
         * @return this
         */
        public Builder requestContexts(List<String> authnContexts) {
            this.contexts = List.copyOf(authnContexts);
            return this;
        }

        /**
         * Asks for a kind of NameID; unless said, the identity provider decides.
         *
         * @param format a URI, not the transient one
         * @return this
         */
        public Builder nameIdFormat(String format) {
            this.nameIdFormat = Optional.of(format);
            return this;
        }

        /**
         * Knows people by this attribute and not by their NameID. It must never change and never be given to another person. Once people
         * are linked, changing it makes strangers of them.
         *
         * @param attribute its {@code Name}, exactly
         * @return this
         */
        public Builder subjectAttribute(String attribute) {
            attributes.put(AttributeMapping.SUBJECT, attribute);
            return this;
        }

        /**
         * Where the e-mail address stands.
         *
         * @param attribute its {@code Name}, exactly
         * @return this
         */
        public Builder emailAttribute(String attribute) {
            attributes.put(AttributeMapping.EMAIL, attribute);
            return this;
        }

        /**
         * Where it stands what people are called.
         *
         * @param attribute its {@code Name}, exactly
         * @return this
         */
        public Builder nameAttribute(String attribute) {
            attributes.put(AttributeMapping.NAME, attribute);
            return this;
        }

        /**
         * Where the groups stand that roles are mapped from.
         *
         * @param attribute its {@code Name}, exactly
         * @return this
         */
        public Builder groupsAttribute(String attribute) {
            attributes.put(AttributeMapping.GROUPS, attribute);
            return this;
        }

        /**
         * A further attribute that is kept.
         *
         * @param ours our name for it
         * @param theirs its {@code Name}, exactly
         * @return this
         */
        public Builder attribute(String ours, String theirs) {
            further.put(ours, theirs);
            return this;
        }

        /**
         * Lets the identity provider begin: people may click our tile there. What it sends proves nothing by itself; a sign-in of our
         * own follows, which costs one more redirect.
         *
         * @return this
         */
        public Builder allowUnsolicited() {
            this.unsolicited = true;
            return this;
        }

        /**
         * Puts up with what this identity provider can't do better.
         *
         * @param laxity what, by its name
         * @return this
         */
        public Builder allow(SamlLaxity laxity) {
            allowed.add(laxity);
            return this;
        }

        /**
         * How far the identity provider's clock may be from ours, either way; 60 seconds unless said.
         *
         * @param skew 0 to 5 minutes
         * @return this
         */
        public Builder clockSkew(Duration skew) {
            this.clockSkew = Optional.of(skew);
            return this;
        }

        /**
         * By which certificates of new keys are dated; the system's unless said.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * The connection, to be added to {@code ControlPlane.connections()} or opened by {@link SamlProtocol#open}.
         *
         * @return an immutable record
         * @throws IllegalStateException if no identity provider was said
         * @throws IllegalArgumentException if what was said can't be; the message names the fix
         */
        public ConnectionRecord build() {
            IdentityProviderMetadata trusted = provider.orElseThrow(() -> new IllegalStateException(
                    "say whom to trust: .identityProvider(IdentityProviderMetadata.parse(xml)) or .of(...)"));
            signRequests = signRequests || trusted.wantsSignedRequests();
            if (signRequests && signingKeys.isEmpty()) {
                signingKeys.add(ServiceProviderKey.generate(clock));
            }
            ConnectionRecord.Builder record =
                    ConnectionRecord.builder(SamlProtocol.NAME).settings(settings(trusted));
            id.ifPresent(record::id);
            organization.ifPresent(record::organization);
            name.ifPresent(record::name);
            putKeys(record, ServiceProvider.SIGNING_KEYS, signingKeys);
            putKeys(record, ServiceProvider.DECRYPTION_KEYS, decryptionKeys);
            return record.build();
        }

        private JsonObject settings(IdentityProviderMetadata trusted) {
            SamlSettings settings = new SamlSettings(
                    vendor,
                    trusted,
                    metadataUrl,
                    new RequestSettings(postRequests, signRequests, forceAuthn, contexts, nameIdFormat),
                    new AnswerSettings(unsolicited, allowed, clockSkew),
                    AttributeMapping.of(attributes, further));
            return settings.toJson();
        }

        private static void putKeys(ConnectionRecord.Builder record, String secret, List<ServiceProviderKey> keys) {
            if (!keys.isEmpty()) {
                record.secret(
                        secret, keys.stream().map(ServiceProviderKey::secretPem).collect(Collectors.joining()));
            }
        }
    }
}
