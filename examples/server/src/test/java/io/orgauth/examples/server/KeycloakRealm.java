package io.orgauth.examples.server;

import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.saml.ServiceProviderKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The realm that a Keycloak is started with: one person in one group, and a client for each way to speak to it. */
final class KeycloakRealm {
    private static final List<String> CALLBACKS = List.of(KeycloakWorld.ISSUER + "/sso/*");

    private KeycloakRealm() {}

    static String json(ServiceProviderKey key) {
        List<JsonObject> clients = new ArrayList<>();
        for (KeycloakTest.Saml variant : KeycloakTest.Saml.values()) {
            clients.add(saml(variant, key));
        }
        clients.add(openId("basic", "client-secret"));
        clients.add(openId("post", "client-secret"));
        JsonObject person = JsonObject.builder()
                .put("username", Keycloak.PERSON)
                .put("email", Keycloak.PERSON)
                .put("emailVerified", true)
                .put("enabled", true)
                .put("firstName", "Ada")
                .put("lastName", "Lovelace")
                .put("groups", List.of("/researchers"))
                .put(
                        "credentials",
                        JsonArray.of(List.of(JsonObject.builder()
                                .put("type", "password")
                                .put("value", Keycloak.PASSWORD)
                                .build())))
                .build();
        JsonObject realm = JsonObject.builder()
                .put("realm", "acme")
                .put("enabled", true)
                .put("sslRequired", "none")
                .put(
                        "groups",
                        JsonArray.of(List.of(
                                JsonObject.builder().put("name", "researchers").build())))
                .put("users", JsonArray.of(List.of(person)))
                .put("clients", JsonArray.of(clients))
                .build();
        return new String(Json.write(realm), StandardCharsets.UTF_8);
    }

    private static JsonObject saml(KeycloakTest.Saml variant, ServiceProviderKey key) {
        boolean response = variant != KeycloakTest.Saml.ASSERTION_SIGNED;
        boolean assertion = variant != KeycloakTest.Saml.RESPONSE_SIGNED;
        String certificate =
                key.certificatePem().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        JsonObject.Builder attributes = JsonObject.builder()
                .put("saml.server.signature", String.valueOf(response))
                .put("saml.assertion.signature", String.valueOf(assertion))
                .put("saml.client.signature", String.valueOf(variant.signsRequests()))
                .put("saml.signing.certificate", certificate)
                .put("saml.force.post.binding", "true")
                .put("saml.authnstatement", "true")
                .put("saml.encrypt", String.valueOf(variant.encryption().isPresent()))
                .put("saml.encryption.certificate", certificate)
                .put("saml_name_id_format", "persistent")
                .put("saml_force_name_id_format", "true")
                .put("saml.signature.algorithm", "RSA_SHA256");
        variant.encryption().ifPresent(algorithm -> attributes.put("saml.encryption.algorithm", algorithm));
        return JsonObject.builder()
                .put("clientId", KeycloakWorld.ISSUER + "/sso/" + variant.id() + "/metadata")
                .put("protocol", "saml")
                .put("enabled", true)
                .put("frontchannelLogout", true)
                .put("redirectUris", CALLBACKS)
                .put("attributes", attributes.build())
                .put("defaultClientScopes", List.of())
                .put(
                        "protocolMappers",
                        JsonArray.of(List.of(
                                mapper(
                                        "email",
                                        "saml",
                                        "saml-user-property-mapper",
                                        JsonObject.builder()
                                                .put("user.attribute", "email")
                                                .put("attribute.name", "email")
                                                .put("attribute.nameformat", "Basic")),
                                mapper(
                                        "groups",
                                        "saml",
                                        "saml-group-membership-mapper",
                                        JsonObject.builder()
                                                .put("attribute.name", "groups")
                                                .put("attribute.nameformat", "Basic")
                                                .put("single", "true")
                                                .put("full.path", "false")))))
                .build();
    }

    private static JsonObject openId(String id, String authentication) {
        return JsonObject.builder()
                .put("clientId", id)
                .put("protocol", "openid-connect")
                .put("enabled", true)
                .put("publicClient", false)
                .put("clientAuthenticatorType", authentication)
                .put("secret", Keycloak.PASSWORD)
                .put("standardFlowEnabled", true)
                .put("redirectUris", CALLBACKS)
                .put(
                        "attributes",
                        JsonObject.builder()
                                .put("pkce.code.challenge.method", "S256")
                                .build())
                .put(
                        "protocolMappers",
                        JsonArray.of(List.of(mapper(
                                "groups",
                                "openid-connect",
                                "oidc-group-membership-mapper",
                                JsonObject.builder()
                                        .put("claim.name", "groups")
                                        .put("full.path", "false")
                                        .put("id.token.claim", "true")
                                        .put("userinfo.token.claim", "true")))))
                .build();
    }

    private static JsonObject mapper(String name, String protocol, String kind, JsonObject.Builder config) {
        return JsonObject.builder()
                .put("name", name)
                .put("protocol", protocol)
                .put("protocolMapper", kind)
                .put("config", config.build())
                .build();
    }
}
