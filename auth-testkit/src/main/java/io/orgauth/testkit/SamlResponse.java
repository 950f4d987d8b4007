package io.orgauth.testkit;

import io.orgauth.sso.Callback;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A SAML answer in the making: as the persona would write it, or with one fault.
 *
 * <pre>{@code
 * String samlResponse = idp.samlResponse(pending).person("ada@acme.com").expired().encode();
 * }</pre>
 *
 * <p>Each call of {@link #encode()} gives the same answer. Not thread-safe.
 */
public final class SamlResponse {
    private final Provider provider;
    private final SamlDraft draft;
    private final Optional<String> handle;
    private Optional<SamlFault> fault = Optional.empty();
    private Optional<String> written = Optional.empty();

    SamlResponse(Provider provider, SamlRequest request, Optional<String> handle) {
        this.provider = provider;
        this.handle = handle;
        this.draft = new SamlDraft(
                request,
                provider.persona().saml().entityId(),
                provider.samlKey(),
                provider.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        applyStyle(provider.persona().saml());
        applyPerson(provider.firstPerson());
    }

    private void applyStyle(SamlStyle style) {
        draft.previousAssertionId = provider.lastAssertion();
        draft.signature = style.signature();
        draft.encryption = style.encryption();
        draft.nameIdFormat = style.nameIdFormat();
        draft.attributeNameFormat = style.attributeNameFormat();
        draft.emailAttribute = style.attributes().getOrDefault(Fact.EMAIL, "");
        draft.groupsAttribute = style.attributes().getOrDefault(Fact.GROUPS, "");
        signed(style.signed());
    }

    /**
     * Who signed in; whoever was added first unless said.
     *
     * @param email the address of somebody whom the provider knows
     * @return this
     * @throws IllegalArgumentException if the provider knows nobody by it
     */
    public SamlResponse person(String email) {
        applyPerson(provider.person(email));
        return this;
    }

    private void applyPerson(Person person) {
        SamlStyle style = provider.persona().saml();
        draft.nameId = style.nameIdFormat().equals(Saml.PERSISTENT_FORMAT)
                ? person.id().toString()
                : person.email();
        draft.attributes.clear();
        for (Fact fact : Fact.values()) {
            List<String> values = values(fact, person);
            if (style.attributes().containsKey(fact) && !values.isEmpty()) {
                draft.attributes.put(style.attributes().get(fact), values);
            }
        }
        draft.attributes.putAll(person.attributes());
    }

    private List<String> values(Fact fact, Person person) {
        Persona persona = provider.persona();
        return switch (fact) {
            case EMAIL -> List.of(person.email());
            case GIVEN_NAME -> List.of(person.givenName());
            case FAMILY_NAME -> List.of(person.familyName());
            case NAME -> List.of(person.name());
            case ID -> List.of(person.id().toString());
            case TENANT -> List.of(Persona.TENANT);
            case GROUPS -> person.groups().stream().map(persona::group).toList();
        };
    }

    /**
     * What of it is signed; as the persona does unless said.
     *
     * @param what response, assertion, both or nothing
     * @return this
     */
    public SamlResponse signed(Signed what) {
        draft.signed = what;
        boolean said = provider.persona().saml().saysDestination() || what.response();
        draft.destination = said ? Optional.of(draft.request.callback()) : Optional.empty();
        return this;
    }

    /**
     * Encrypts the assertion as the persona does: AES-256, by GCM or CBC, under a key that RSA-OAEP wraps.
     *
     * @param serviceProvider the service provider's certificate
     * @return this
     */
    public SamlResponse encrypted(X509Certificate serviceProvider) {
        draft.recipientCertificate = Optional.of(serviceProvider);
        return this;
    }

    /**
     * Encrypts the assertion by AES-256-GCM.
     *
     * @param serviceProvider the service provider's certificate
     * @return this
     */
    public SamlResponse encryptedByGcm(X509Certificate serviceProvider) {
        draft.encryption = XmlEncryption.GCM;
        return encrypted(serviceProvider);
    }

    /**
     * Encrypts the assertion by AES-256-CBC.
     *
     * @param serviceProvider the service provider's certificate
     * @return this
     */
    public SamlResponse encryptedByCbc(X509Certificate serviceProvider) {
        draft.encryption = XmlEncryption.CBC;
        return encrypted(serviceProvider);
    }

    /**
     * Another NameID than the persona would send.
     *
     * @param value its text
     * @param format its format's URI
     * @return this
     */
    public SamlResponse nameId(String value, String format) {
        draft.nameId = value;
        draft.nameIdFormat = format;
        return this;
    }

    /**
     * An attribute beside those of the person, or instead of one.
     *
     * @param name its name on the wire
     * @param values its values; without any, there is no such attribute
     * @return this
     */
    public SamlResponse attribute(String name, String... values) {
        if (values.length == 0) {
            draft.attributes.remove(name);
        } else {
            draft.attributes.put(name, List.of(values));
        }
        return this;
    }

    /**
     * One thing that is wrong with it. Say it last.
     *
     * @param wrong the fault
     * @return this
     * @throws IllegalStateException if it has a fault already: a test of two shows nothing about either
     */
    public SamlResponse with(SamlFault wrong) {
        if (fault.isPresent()) {
            throw new IllegalStateException("one fault at a time: the answer has " + fault.get() + " already");
        }
        fault = Optional.of(wrong);
        wrong.applyTo(draft);
        return this;
    }

    /**
     * {@link SamlFault#EXPIRED}.
     *
     * @return this
     */
    public SamlResponse expired() {
        return with(SamlFault.EXPIRED);
    }

    /**
     * {@link SamlFault#NOT_YET_VALID}.
     *
     * @return this
     */
    public SamlResponse notYetValid() {
        return with(SamlFault.NOT_YET_VALID);
    }

    /**
     * {@link SamlFault#SKEWED}.
     *
     * @return this
     */
    public SamlResponse skewed() {
        return with(SamlFault.SKEWED);
    }

    /**
     * {@link SamlFault#WRONG_AUDIENCE}.
     *
     * @return this
     */
    public SamlResponse wrongAudience() {
        return with(SamlFault.WRONG_AUDIENCE);
    }

    /**
     * {@link SamlFault#WRONG_RECIPIENT}.
     *
     * @return this
     */
    public SamlResponse wrongRecipient() {
        return with(SamlFault.WRONG_RECIPIENT);
    }

    /**
     * {@link SamlFault#WRONG_IN_RESPONSE_TO}.
     *
     * @return this
     */
    public SamlResponse wrongInResponseTo() {
        return with(SamlFault.WRONG_IN_RESPONSE_TO);
    }

    /**
     * {@link SamlFault#OTHER_KEY}.
     *
     * @return this
     */
    public SamlResponse otherKey() {
        return with(SamlFault.OTHER_KEY);
    }

    /**
     * {@link SamlFault#UNSIGNED}.
     *
     * @return this
     */
    public SamlResponse unsigned() {
        return with(SamlFault.UNSIGNED);
    }

    /**
     * {@link SamlFault#REPLAYED}.
     *
     * @return this
     * @throws IllegalStateException if the provider has sent nothing before
     */
    public SamlResponse replayed() {
        return with(SamlFault.REPLAYED);
    }

    /**
     * One of the eight classic signature wrappings, {@link SamlFault#WRAPPED_1} and so on.
     *
     * @param way 1 to 8
     * @return this
     */
    public SamlResponse wrapped(int way) {
        return with(SamlFault.valueOf("WRAPPED_" + way));
    }

    /**
     * Whom a forged answer names instead of the person: nobody must ever be signed in by it.
     *
     * @return a NameID's text
     */
    public String victim() {
        return draft.victim();
    }

    /**
     * The XML.
     *
     * @return the Response
     */
    public String xml() {
        if (written.isEmpty()) {
            written = Optional.of(Xml.write(SamlDocument.write(draft)));
            provider.sent(draft.assertionId);
        }
        return written.get();
    }

    /**
     * What stands in the form field {@code SAMLResponse}.
     *
     * @return Base64 of the XML
     */
    public String encode() {
        return Base64.getEncoder().encodeToString(xml().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What the browser brings to the service provider.
     *
     * @return the posted form, with the {@code RelayState} of the pending login that is answered
     */
    public Callback callback() {
        return Callback.posted(form());
    }

    Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("SAMLResponse", encode());
        handle.ifPresent(relayState -> form.put("RelayState", relayState));
        return form;
    }
}
