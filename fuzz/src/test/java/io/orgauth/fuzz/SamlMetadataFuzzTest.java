package io.orgauth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.saml.IdentityProviderMetadata;
import io.orgauth.saml.SamlProtocol;
import io.orgauth.sso.ConnectionRecord;
import java.nio.charset.StandardCharsets;

/** What administrators paste, and what a metadata URL answers. */
class SamlMetadataFuzzTest {
    @FuzzTest
    void metadata_anyBytes_isUsedOrRefused(byte[] bytes) {
        String xml = new String(bytes, StandardCharsets.UTF_8);
        IdentityProviderMetadata parsed;
        try {
            parsed = IdentityProviderMetadata.parse(xml);
        } catch (IllegalArgumentException refused) {
            return;
        }
        JsonObject settings =
                JsonObject.builder().put("metadata", JsonString.of(xml)).build();
        ConnectionRecord record =
                ConnectionRecord.builder("saml").settings(settings).build();
        String again = SamlProtocol.standard().identityProvider(record);
        if (parsed.certificates().isEmpty() || !again.equals(parsed.entityId())) {
            throw new AssertionError("used without a key, or as another: " + Json.text(settings));
        }
    }
}
