package io.orgauth.saml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encodings of keys and certificates (RFC 7468), as {@code openssl} writes them. */
final class Pem {
    private static final int LINE = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----([A-Za-z0-9+/=\\s]{1,20000})-----END \\1-----");

    private Pem() {}

    /** One block, without its text in {@link #toString()}: it may be a private key. */
    static final class Block {
        private final String label;
        private final byte[] der;

        Block(String label, byte[] der) {
            this.label = label;
            this.der = der;
        }

        String label() {
            return label;
        }

        byte[] der() {
            return der.clone();
        }

        @Override
        public String toString() {
            return "Block[" + label + "]";
        }
    }

    /**
     * All blocks in their order.
     *
     * @throws IllegalArgumentException if there is anything but blocks and white space
     */
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        int end = 0;
        while (matcher.find()) {
            requireBlank(text.substring(end, matcher.start()));
            blocks.add(new Block(
                    matcher.group(1),
                    Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""))));
            end = matcher.end();
        }
        requireBlank(text.substring(end));
        return blocks;
    }

    static String text(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static void requireBlank(String between) {
        if (!between.isBlank()) {
            throw new IllegalArgumentException("between PEM blocks there may be white space only");
        }
    }
}
