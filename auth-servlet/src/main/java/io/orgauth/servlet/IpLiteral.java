package io.orgauth.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the addresses that containers and proxies write, and never asks a resolver. */
final class IpLiteral {
    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private IpLiteral() {}

    /** The address, without brackets and zone; empty for a name, nonsense or nothing. */
    static Optional<InetAddress> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = (bracketed ? text.substring(1, text.length() - 1) : text).replaceFirst("%.*$", "");
        if (IPV4.matcher(bare).matches() && !bracketed) {
            return resolved(bare);
        }
        // In brackets the JDK takes it for an address or for nothing.
        return IPV6.matcher(bare).matches() ? resolved("[" + bare + "]") : Optional.empty();
    }

    private static Optional<InetAddress> resolved(String literal) {
        try {
            return Optional.of(InetAddress.getAllByName(literal)[0]);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
