package io.orgauth.oidc;

import io.orgauth.OrganizationId;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.token.DocumentSigner;
import io.orgauth.token.JwsAlgorithm;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Describes connections to OpenID providers, typed; what comes of it is a {@link ConnectionRecord} to be stored.
 *
 * <pre>{@code
 * auth.connections().addShared(OidcConnection.google(clientId, clientSecret).build());   // one button for every organization
 * auth.connections().add(OidcConnection.okta("https://acme.okta.com", clientId, clientSecret)
 *     .organization(acme.id()).groups("groups").build(), Domain.of("acme.com"));
 * }</pre>
 *
 * <p>A connection without {@link Builder#organization} is shared: it proves a person, and leads into an organization only by a link,
 * an invitation, or a domain that the organization has bound to the proven Workspace or tenant.
 */
public final class OidcConnection {
    private OidcConnection() {}

    /**
     * Google. An organization's own connection must name its Workspace domains, by {@link Builder#hostedDomains}; consumer accounts
     * are then refused.
     *
     * @param clientId as Google's console shows it
     * @param clientSecret as Google's console shows it
     * @return a builder
     */
    public static Builder google(String clientId, String clientSecret) {
        return new Builder(new Google()).client(clientId, clientSecret);
    }

    /**
     * Microsoft Entra ID. It must name its tenants, by {@link Builder#tenants}: one, several, or for the shared button those of all
     * customers. Personal accounts are refused.
     *
     * @param clientId the application (client) id
     * @param clientSecret the value of a client secret, not its id
     * @return a builder
     */
    public static Builder microsoft(String clientId, String clientSecret) {
        return new Builder(new Microsoft()).client(clientId, clientSecret).clientSecretPost();
    }

    /**
     * Okta.
     *
     * @param issuer {@code https://} and the Okta domain for the organization's own server, or with {@code /oauth2/} and a name for a
     *     custom one; exactly as its metadata says
     * @param clientId as the app integration shows it
     * @param clientSecret as the app integration shows it
     * @return a builder
     */
    public static Builder okta(String issuer, String clientId, String clientSecret) {
        return new Builder(new Okta()).issuer(issuer).client(clientId, clientSecret);
    }

    /**
     * Any OpenID provider. Say our client there by {@link Builder#client(String, String)}.
     *
     * @param issuer exactly as its metadata says; the metadata's URL will do as well
     * @return a builder
     */
    public static Builder custom(String issuer) {
        return new Builder(new AnyProvider()).issuer(issuer);
    }

    /** Collects a connection. Not thread-safe. */
    public static final class Builder {
        private final Vendor vendor;
        private final JsonObject.Builder settings = JsonObject.builder();
        private final Set<String> scopes = new LinkedHashSet<>(List.of("email", "profile"));
        private final Set<String> realms = new LinkedHashSet<>();
        private final Map<String, String> attributes = new TreeMap<>();
        private final Map<String, String> secrets = new TreeMap<>();
        private Optional<String> id = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<String> clientId = Optional.empty();
        private Optional<String> authentication = Optional.empty();
        private Optional<OrganizationId> organization = Optional.empty();

        private Builder(Vendor vendor) {
            this.vendor = vendor;
            settings.put("provider", vendor.key());
        }

        private Builder issuer(String issuer) {
            settings.put("issuer", issuer);
            return this;
        }

        /**
         * The connection's id, part of the redirect URI; a new random one unless said.
         *
         * @param id {@code con_} and 4 to 64 letters and digits
         * @return this
         */
        public Builder id(String id) {
            this.id = Optional.of(id);
            return this;
        }

        /**
         * Whose connection it is; the operator's, shared with all organizations, unless said.
         *
         * @param owner the organization
         * @return this
         */
        public Builder organization(OrganizationId owner) {
            this.organization = Optional.of(owner);
            return this;
        }

        /**
         * What people see on the button; the provider's name unless said.
         *
         * @param shown 1 to 100 characters that can be seen
         * @return this
         */
        public Builder name(String shown) {
            this.name = Optional.of(shown);
            return this;
        }

        /**
         * Our client at the provider, proven by its secret ({@code client_secret_basic} unless {@link #clientSecretPost} is said).
         *
         * @param id the client id
         * @param secret the client secret
         * @return this
         */
        public Builder client(String id, String secret) {
            this.clientId = Optional.of(id);
            secrets.put(ClientProof.SECRET, secret);
            return this;
        }

        /**
         * Our client at the provider, proven by a key ({@code private_key_jwt}, ES256): the provider never sees a secret.
         *
         * @param id the client id
         * @param key whose {@link DocumentSigner#publicJwk()} is registered at the provider
         * @return this
         */
        public Builder client(String id, DocumentSigner key) {
            this.clientId = Optional.of(id);
            this.authentication = Optional.of(ClientProof.Method.PRIVATE_KEY_JWT.text());
            secrets.put(ClientProof.KEY, Json.text(key.secretJson()));
            return this;
        }

        /**
         * Sends the client secret in the form ({@code client_secret_post}) and not in a header, for providers that want it so.
         *
         * @return this
         */
        public Builder clientSecretPost() {
            this.authentication = Optional.of(ClientProof.Method.CLIENT_SECRET_POST.text());
            return this;
        }

        /**
         * Admits accounts of these Google Workspaces only, as the ID token's {@code hd} proves it.
         *
         * @param domains in lower case, such as {@code acme.com}
         * @return this
         */
        public Builder hostedDomains(String... domains) {
            realms.addAll(Arrays.asList(domains));
            return this;
        }

        /**
         * Admits accounts of these Entra tenants only, as the ID token's {@code tid} proves it.
         *
         * @param ids tenant ids, GUIDs in lower case
         * @return this
         */
        public Builder tenants(String... ids) {
            realms.addAll(Arrays.asList(ids));
            return this;
        }

        /**
         * Microsoft's national cloud that the tenants are in; the worldwide one unless said.
         *
         * @param host {@code login.microsoftonline.us} or {@code login.partner.microsoftonline.cn}
         * @return this
         */
        public Builder nationalCloud(String host) {
            settings.put("host", host);
            return this;
        }

        /**
         * Asks for further scopes beside {@code openid email profile}.
         *
         * @param more for example {@code groups}
         * @return this
         */
        public Builder scopes(String... more) {
            scopes.addAll(Arrays.asList(more));
            return this;
        }

        /**
         * Has the provider answer by a form that the browser posts, which keeps the code out of URLs.
         *
         * @return this
         */
        public Builder formPost() {
            settings.put("response_mode", "form_post");
            return this;
        }

        /**
         * Reads groups from this claim. A person whose groups the provider does not name completely is then refused.
         *
         * @param claim for example {@code groups}, at Microsoft better {@code roles}
         * @return this
         */
        public Builder groups(String claim) {
            settings.put("groups_claim", claim);
            return this;
        }

        /**
         * Reads an attribute from a claim.
         *
         * @param name our name for it
         * @param claim the provider's
         * @return this
         */
        public Builder attribute(String name, String claim) {
            attributes.put(name, claim);
            return this;
        }

        /**
         * Admits ID tokens of these algorithms only; all of key pairs unless said, and always the key's own.
         *
         * @param algorithms one or more, no HMAC
         * @return this
         */
        public Builder algorithms(JwsAlgorithm... algorithms) {
            settings.put(
                    "algorithms",
                    Arrays.stream(algorithms).map(JwsAlgorithm::headerName).toList());
            return this;
        }

        /**
         * Does without the userinfo endpoint, where the ID token has all that is needed.
         *
         * @return this
         */
        public Builder withoutUserinfo() {
            settings.put("userinfo", false);
            return this;
        }

        /**
         * The record.
         *
         * @return an immutable record
         * @throws IllegalArgumentException if something is missing or can't be; the message names the setting and the fix
         */
        public ConnectionRecord build() {
            JsonObject.Builder all = JsonObject.builder();
            JsonObject said = settings.build();
            said.names().forEach(member -> all.put(member, said.value(member).orElseThrow()));
            clientId.ifPresent(client -> all.put("client_id", client));
            authentication.ifPresent(method -> all.put("client_authentication", method));
            all.put("scopes", List.copyOf(scopes));
            if (!realms.isEmpty()) {
                all.put("realms", List.copyOf(realms));
            }
            if (!attributes.isEmpty()) {
                JsonObject.Builder claims = JsonObject.builder();
                attributes.forEach(claims::put);
                all.put("attributes", claims.build());
            }
            ConnectionRecord.Builder record = ConnectionRecord.builder(OidcProtocol.NAME)
                    .name(name.orElse(vendor.displayName()))
                    .settings(all.build());
            id.ifPresent(record::id);
            organization.ifPresent(record::organization);
            secrets.forEach(record::secret);
            ConnectionRecord built = record.build();
            OidcSettings.of(built);
            return built;
        }
    }
}
