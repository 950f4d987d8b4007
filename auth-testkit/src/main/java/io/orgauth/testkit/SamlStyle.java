package io.orgauth.testkit;

import java.util.Map;

/**
 * How a persona speaks SAML.
 *
 * @param entityId its entityID
 * @param ssoUrl where it takes requests when it is asked in memory only
 * @param nameIdFormat the NameID's format; the persistent one holds the person's id, every other the address
 * @param attributeNameFormat the attributes' NameFormat
 * @param attributes the attributes' names, in the order of {@link Fact}
 * @param signed what it signs unless told otherwise
 * @param signature how
 * @param saysDestination whether a response says where it goes even if only the assertion is signed
 * @param encryption how it encrypts once it is given a certificate
 */
record SamlStyle(
        String entityId,
        String ssoUrl,
        String nameIdFormat,
        String attributeNameFormat,
        Map<Fact, String> attributes,
        Signed signed,
        SignatureStyle signature,
        boolean saysDestination,
        XmlEncryption encryption) {}
