package io.orgauth.token;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;

/** Takes every signature for good, as some have done: whatever is refused beside it, we refuse ourselves. */
final class LenientProvider extends Provider {
    private static final long serialVersionUID = 1L;

    LenientProvider() {
        super("Lenient", "1", "verifies everything");
        for (JwsAlgorithm algorithm : TestKeys.ASYMMETRIC) {
            putService(new Service(this, "Signature", algorithm.jcaName(), Lenient.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Lenient();
                }
            });
        }
    }

    private static final class Lenient extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdate(byte octet) {}

        @Override
        protected void engineUpdate(byte[] octets, int from, int length) {}

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
