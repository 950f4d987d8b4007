package io.orgauth.token;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which JCA provider does the arithmetic of an algorithm: the fastest that is on the class path, without configuration.
 *
 * <p>Native ones (ACCP, Conscrypt) come first for everything; BouncyCastle for elliptic curves only, where it is some ten
 * times faster than JDK 17 and no faster for RSA; else the JDK's own. Immutable.
 */
final class SignatureProviders {
    static final SignatureProviders ON_CLASS_PATH = new SignatureProviders(
            present(
                    "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
                    "org.conscrypt.OpenSSLProvider"),
            present("org.bouncycastle.jce.provider.BouncyCastleProvider"));

    private final List<Provider> forAll;
    private final List<Provider> forCurves;

    SignatureProviders(List<Provider> forAll, List<Provider> forCurves) {
        this.forAll = List.copyOf(forAll);
        this.forCurves = List.copyOf(forCurves);
    }

    /** The provider to prefer, or empty for the JDK's choice. */
    Optional<Provider> preferred(JwsAlgorithm algorithm) {
        boolean curve = algorithm.family() == JwsAlgorithm.Family.EC || algorithm.family() == JwsAlgorithm.Family.OKP;
        List<Provider> candidates = new ArrayList<>(forAll);
        candidates.addAll(curve ? forCurves : List.of());
        return candidates.stream().filter(p -> offers(p, algorithm)).findFirst();
    }

    private static boolean offers(Provider provider, JwsAlgorithm algorithm) {
        return provider.getService("Signature", algorithm.jcaName()) != null
                && provider.getService("KeyFactory", algorithm.keyFactoryName()) != null;
    }

    private static List<Provider> present(String... classNames) {
        List<Provider> present = new ArrayList<>();
        for (String className : classNames) {
            try {
                Class<?> type = Class.forName(className, true, SignatureProviders.class.getClassLoader());
                Provider made = (Provider) type.getDeclaredConstructor().newInstance();
                // One that is installed already is set up the way its owner wants it.
                present.add(Optional.ofNullable(Security.getProvider(made.getName()))
                        .orElse(made));
            } catch (ReflectiveOperationException | LinkageError e) {
                // Not on the class path, or its native part does not fit this machine: the next one serves.
            }
        }
        return List.copyOf(present);
    }
}
