package io.orgauth.saml;

import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * How the identity provider is asked.
 *
 * @param post whether by the HTTP-POST binding even if it has the HTTP-Redirect binding
 * @param signed whether requests are signed
 * @param forceAuthn whether people must always prove themselves anew there
 * @param contexts authentication contexts of which it must use one
 * @param nameIdFormat the format to ask for
 */
record RequestSettings(
        boolean post, boolean signed, boolean forceAuthn, List<String> contexts, Optional<String> nameIdFormat) {
    static final List<String> NAMES =
            List.of("post_requests", "sign_requests", "force_authn", "authn_contexts", "name_id_format");

    static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    private static final int MOST_CONTEXTS = 10;

    RequestSettings {
        contexts = List.copyOf(contexts);
        contexts.forEach(context -> SettingsReader.requireUri("authn_contexts", context));
        nameIdFormat.ifPresent(format -> SettingsReader.requireUri("name_id_format", format));
        if (contexts.size() > MOST_CONTEXTS) {
            throw new IllegalArgumentException(
                    "\"authn_contexts\" has more than " + MOST_CONTEXTS + ", leave some out");
        }
        if (nameIdFormat.equals(Optional.of(TRANSIENT))) {
            throw new IllegalArgumentException("\"name_id_format\" is transient, which is another at each sign-in:"
                    + " ask for persistent, or leave it out");
        }
    }

    static RequestSettings read(SettingsReader settings) {
        return new RequestSettings(
                settings.flag("post_requests"),
                settings.flag("sign_requests"),
                settings.flag("force_authn"),
                settings.texts("authn_contexts"),
                settings.text("name_id_format"));
    }

    void write(JsonObject.Builder settings) {
        SettingsReader.putIf(settings, "post_requests", post);
        SettingsReader.putIf(settings, "sign_requests", signed);
        SettingsReader.putIf(settings, "force_authn", forceAuthn);
        SettingsReader.putIfAny(settings, "authn_contexts", contexts);
        nameIdFormat.ifPresent(format -> settings.put("name_id_format", format));
    }
}
