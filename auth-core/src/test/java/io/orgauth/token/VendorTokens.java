package io.orgauth.token;

/**
 * Claims as the vendors write them: names and shapes as published by the vendors and their users, values ours; none was
 * captured at a vendor. Times are those of {@link SignedJwt#NOW}: 2026-11-24T12:00:00Z is 1795521600.
 */
final class VendorTokens {
    static final String AUTH0 = "https://acme.eu.auth0.com/";
    static final String KEYCLOAK = "https://sso.acme.example/realms/acme";
    static final String OKTA = "https://acme.okta.com/oauth2/default";
    static final String ENTRA = "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0";
    static final String ENTRA_TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    static final String ENTRA_API = "b3cd6f0e-1f0c-4a39-9a2c-7b1d3ffb5c55";

    /** Header {@code typ: JWT}; an API with RBAC and "Add Permissions in the Access Token", a user signed in to an Organization. */
    static final String AUTH0_LEGACY = """
            {"iss":"https://acme.eu.auth0.com/","sub":"auth0|65a1f2c3d4e5f60718293a4b",
             "aud":["https://data.acme.example","https://acme.eu.auth0.com/userinfo"],
             "iat":1795521600,"exp":1795525200,"scope":"openid profile email",
             "org_id":"org_9ybsU1dN2dKfDkBi","azp":"my_client_id",
             "permissions":["models:read","models:write"]}""";

    /** Header {@code typ: at+jwt}: the API's "RFC 9068" token dialect. */
    static final String AUTH0_RFC9068 = """
            {"iss":"https://acme.eu.auth0.com/","sub":"auth0|65a1f2c3d4e5f60718293a4b",
             "aud":"https://data.acme.example","iat":1795521600,"exp":1795525200,"scope":"models:read",
             "jti":"WzLmPqRs8aTn","client_id":"my_client_id","org_id":"org_9ybsU1dN2dKfDkBi"}""";

    /** Header {@code typ: JWT}. */
    static final String AUTH0_ID = """
            {"nickname":"ada","name":"Ada","email":"ada@acme.example","email_verified":true,
             "iss":"https://acme.eu.auth0.com/","aud":"my_client_id","sub":"auth0|65a1f2c3d4e5f60718293a4b",
             "iat":1795521600,"exp":1795557600,"sid":"s1","nonce":"n-0S6_WzA2Mj","org_id":"org_9ybsU1dN2dKfDkBi"}""";

    /** Header {@code typ: JWT}, Keycloak 26 with an Organization Membership mapper; {@code %s} is the organization claim. */
    static final String KEYCLOAK_ACCESS = """
            {"exp":1795521900,"iat":1795521600,"auth_time":1795521590,"jti":"onrtac:6f0c1b2e-4a39",
             "iss":"https://sso.acme.example/realms/acme","aud":["https://data.acme.example","account"],
             "sub":"f7b1c2d3-0a1b-4c5d-8e9f-0123456789ab","typ":"Bearer","azp":"my-client","sid":"c0ffee00",
             "acr":"1","allowed-origins":["https://app.acme.example"],
             "realm_access":{"roles":["default-roles-acme","offline_access","analyst"]},
             "resource_access":{"account":{"roles":["manage-account","view-profile"]}},
             "scope":"openid email profile organization models:read",
             "email_verified":true,"organization":%s,"preferred_username":"ada"}""";

    /** Header {@code typ: JWT}. */
    static final String KEYCLOAK_ID = """
            {"exp":1795521900,"iat":1795521600,"auth_time":1795521590,"jti":"6f0c1b2e-4a39",
             "iss":"https://sso.acme.example/realms/acme","aud":"https://data.acme.example",
             "sub":"f7b1c2d3-0a1b-4c5d-8e9f-0123456789ab","typ":"ID","azp":"my-client","sid":"c0ffee00",
             "acr":"1","organization":["acme"],"email":"ada@acme.example"}""";

    /** Header {@code typ: JWT}; Keycloak signs it with HMAC, which its published keys never verify. */
    static final String KEYCLOAK_REFRESH = """
            {"exp":1795523400,"iat":1795521600,"jti":"6f0c1b2e-4a39",
             "iss":"https://sso.acme.example/realms/acme","aud":"https://data.acme.example",
             "sub":"f7b1c2d3-0a1b-4c5d-8e9f-0123456789ab","typ":"Refresh","azp":"my-client","sid":"c0ffee00",
             "organization":["acme"],"scope":"openid email profile"}""";

    /** Header {@code typ: JWT} or {@code logout+jwt}. */
    static final String KEYCLOAK_LOGOUT = """
            {"iat":1795521600,"exp":1795521720,"jti":"6f0c1b2e-4a39",
             "iss":"https://sso.acme.example/realms/acme","aud":"https://data.acme.example",
             "sub":"f7b1c2d3-0a1b-4c5d-8e9f-0123456789ab","typ":"Logout","sid":"c0ffee00",
             "events":{"http://schemas.openid.net/event/backchannel-logout":{}}}""";

    /** No {@code typ} in the header: a custom authorization server with a groups claim. */
    static final String OKTA_ACCESS = """
            {"ver":1,"jti":"AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE",
             "iss":"https://acme.okta.com/oauth2/default","aud":"api://data",
             "iat":1795521600,"exp":1795525200,"cid":"0oa1b2c3d4e5f6g7h8i9","uid":"00u1a2b3c4d5e6f7g8h9",
             "scp":["openid","models:read"],"auth_time":1795521590,"sub":"ada@acme.example",
             "groups":["Everyone","Data Analysts"]}""";

    /** No {@code typ} in the header. */
    static final String OKTA_ID = """
            {"sub":"00u1a2b3c4d5e6f7g8h9","name":"Ada","ver":1,"iss":"https://acme.okta.com/oauth2/default",
             "aud":"api://data","iat":1795521600,"exp":1795525200,"jti":"ID.4eAWJOCMB3SX8XewDfVR",
             "amr":["pwd"],"idp":"00o1a2b3","nonce":"n-0S6_WzA2Mj","auth_time":1795521590,"at_hash":"preview_at_hash"}""";

    /** Header {@code typ: JWT}, v2, a user through a client. */
    static final String ENTRA_DELEGATED = """
            {"aud":"b3cd6f0e-1f0c-4a39-9a2c-7b1d3ffb5c55",
             "iss":"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
             "iat":1795521600,"nbf":1795521600,"exp":1795526000,"aio":"ATQAy/8TAAAA","azp":"6e74172b-be56-4843-9ff4-e66a39bb12e3",
             "azpacr":"0","name":"Ada","oid":"690222be-ff1a-4d56-abd1-7e4f7d38e474","preferred_username":"ada@acme.example",
             "rh":"I","roles":["Models.Analyst"],"scp":"models.read models.write","sub":"HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ",
             "tid":"72f988bf-86f1-41af-91ab-2d7cd011db47","uti":"fqiBqXLPj0eQa82S-IYFAA","ver":"2.0"}""";

    /** Header {@code typ: JWT}, v2, client credentials. */
    static final String ENTRA_APP_ONLY = """
            {"aud":"b3cd6f0e-1f0c-4a39-9a2c-7b1d3ffb5c55",
             "iss":"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
             "iat":1795521600,"nbf":1795521600,"exp":1795525500,"aio":"E2ZgYFj","azp":"6e74172b-be56-4843-9ff4-e66a39bb12e3",
             "azpacr":"1","idtyp":"app","oid":"5c0e21b8-2f8d-4a1c-9f83-0d1f7a6fa4f1","rh":"I","roles":["Models.Read.All"],
             "sub":"5c0e21b8-2f8d-4a1c-9f83-0d1f7a6fa4f1","tid":"72f988bf-86f1-41af-91ab-2d7cd011db47",
             "uti":"Dqx2p5eLbkGfQm1AAA","ver":"2.0"}""";

    /** Header {@code typ: JWT}. */
    static final String ENTRA_ID = """
            {"aud":"b3cd6f0e-1f0c-4a39-9a2c-7b1d3ffb5c55",
             "iss":"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
             "iat":1795521600,"nbf":1795521600,"exp":1795525500,"name":"Ada","oid":"690222be-ff1a-4d56-abd1-7e4f7d38e474",
             "preferred_username":"ada@acme.example","rh":"I","sub":"HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ",
             "tid":"72f988bf-86f1-41af-91ab-2d7cd011db47","uti":"fqiBqXLPj0eQa82S-IYFAA","ver":"2.0"}""";

    private VendorTokens() {}
}
