package io.orgauth.consumer;

/** The README's snippets as whole programs. */
final class Programs {
    private Programs() {}

    /** A class {@code Consumer} that verifies its first argument and says who it is. */
    static String verifying(String packageLine, String snippet) {
        return """
                PACKAGE
                import io.orgauth.*;
                import io.orgauth.token.*;
                import java.net.URI;
                import java.nio.file.*;

                public class Consumer {
                    public static void main(String[] arguments) throws Exception {
                        String token = arguments[0];
                SNIPPET
                        System.out.println("verified " + caller.subject().id() + " of " + caller.organization().value());
                    }
                }
                """.replace("PACKAGE", packageLine).replace("SNIPPET", snippet);
    }
}
