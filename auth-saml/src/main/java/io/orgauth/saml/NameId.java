package io.orgauth.saml;

import java.util.Optional;

/**
 * How an identity provider names a person (Core, 2.2.3), exactly as it came: nothing is folded or trimmed. Immutable.
 *
 * @param value never empty
 * @param format a URI, for example {@code urn:oasis:names:tc:SAML:2.0:nameid-format:persistent}
 * @param nameQualifier whose name it is, if not the issuer's
 * @param spNameQualifier for whom it is made, if not for us
 */
record NameId(String value, Optional<String> format, Optional<String> nameQualifier, Optional<String> spNameQualifier) {
    /** The format only: the value is personal data. */
    @Override
    public String toString() {
        return "NameId[" + format.orElse("no format") + "]";
    }
}
