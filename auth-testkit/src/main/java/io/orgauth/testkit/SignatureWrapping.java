package io.orgauth.testkit;

import org.w3c.dom.Element;

/**
 * The eight classic ways to keep a good signature in a document that says something else ("On Breaking SAML", USENIX Security 2012).
 * Each forges a signed Response in place.
 */
enum SignatureWrapping {
    /** A forged Response, with the signed one inside its Signature. */
    RESPONSE_IN_SIGNATURE(Signed.RESPONSE) {
        @Override
        void forge(Element response, String victim) {
            Element original = withoutSignature(response);
            rename(response, victim);
            signature(response).appendChild(original);
        }
    },
    /** A forged Response, with the signed one before its Signature. */
    RESPONSE_BESIDE_SIGNATURE(Signed.RESPONSE) {
        @Override
        void forge(Element response, String victim) {
            Element original = withoutSignature(response);
            rename(response, victim);
            response.insertBefore(original, signature(response));
        }
    },
    /** A forged Assertion before the signed one. */
    ASSERTION_BEFORE(Signed.ASSERTION) {
        @Override
        void forge(Element response, String victim) {
            Element assertion = assertion(response);
            response.insertBefore(forged(assertion, victim), assertion);
        }
    },
    /** A forged Assertion around the signed one. */
    ASSERTION_AROUND(Signed.ASSERTION) {
        @Override
        void forge(Element response, String victim) {
            Element assertion = assertion(response);
            Element forged = forged(assertion, victim);
            response.replaceChild(forged, assertion);
            forged.appendChild(assertion);
        }
    },
    /** The signed Assertion itself is changed, and what was signed is put at the end. */
    ASSERTION_AT_END(Signed.ASSERTION) {
        @Override
        void forge(Element response, String victim) {
            Element assertion = assertion(response);
            Element original = withoutSignature(assertion);
            rename(assertion, victim);
            response.appendChild(original);
        }
    },
    /** The signed Assertion itself is changed, and what was signed is put into its Signature. */
    ASSERTION_IN_SIGNATURE(Signed.ASSERTION) {
        @Override
        void forge(Element response, String victim) {
            Element assertion = assertion(response);
            Element original = withoutSignature(assertion);
            rename(assertion, victim);
            signature(assertion).appendChild(original);
        }
    },
    /** A forged Assertion in Extensions, where the schema allows anything. */
    ASSERTION_IN_EXTENSIONS(Signed.ASSERTION) {
        @Override
        void forge(Element response, String victim) {
            Element assertion = assertion(response);
            Element extensions = response.getOwnerDocument().createElementNS(Saml.PROTOCOL, "samlp:Extensions");
            response.insertBefore(extensions, Xml.child(response, Saml.PROTOCOL, "Status"));
            extensions.appendChild(forged(assertion, victim));
        }
    },
    /** The signed Assertion itself is changed, and what was signed is put into an Object of its Signature. */
    ASSERTION_IN_OBJECT(Signed.ASSERTION) {
        @Override
        void forge(Element response, String victim) {
            Element assertion = assertion(response);
            Element original = withoutSignature(assertion);
            rename(assertion, victim);
            Xml.add(signature(assertion), Saml.SIGNATURE, "ds:Object").appendChild(original);
        }
    };

    private static final String FORGED_ID = "_forged";

    private final Signed signed;

    SignatureWrapping(Signed signed) {
        this.signed = signed;
    }

    abstract void forge(Element response, String victim);

    /** Signs what this way needs signed, and forges after it. */
    void apply(SamlDraft draft) {
        draft.signed = signed;
        String victim = draft.victim();
        draft.afterSigning.add(response -> forge(response, victim));
    }

    static Element assertion(Element response) {
        return Xml.child(response, Saml.ASSERTION, "Assertion");
    }

    static Element signature(Element signedElement) {
        return Xml.child(signedElement, Saml.SIGNATURE, "Signature");
    }

    static Element nameId(Element inside) {
        return Xml.find(inside, Saml.ASSERTION, "NameID");
    }

    static Element withoutSignature(Element signedElement) {
        Element copy = (Element) signedElement.cloneNode(true);
        copy.removeChild(signature(copy));
        return copy;
    }

    static Element forged(Element assertion, String victim) {
        Element copy = withoutSignature(assertion);
        rename(copy, victim);
        return copy;
    }

    static void rename(Element element, String victim) {
        element.setAttribute("ID", FORGED_ID);
        nameId(element).setTextContent(victim);
    }
}
