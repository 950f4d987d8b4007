package io.orgauth.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The spellings of a host that are accepted. Anything a resolver might read as an address in its own way (decimal,
 * octal and hexadecimal IPv4, fewer than four parts, IPv4 inside IPv6) is neither a name nor a literal here.
 */
final class HostForm {
    private static final int MAX_NAME = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]+:[0-9a-f:.]*");

    private HostForm() {}

    /** A host name in lower case: no empty label, so no trailing dot, and a last label that is no number. */
    static boolean isName(String host) {
        if (host.length() > MAX_NAME) {
            return false;
        }
        String[] labels = host.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return !NUMBER.matcher(labels[labels.length - 1]).matches();
    }

    /** The address of a literal in lower case and without brackets; empty for every other spelling. */
    static Optional<InetAddress> literal(String host) {
        return host.indexOf(':') < 0 ? ipv4(host) : ipv6(host);
    }

    private static Optional<InetAddress> ipv4(String host) {
        String[] parts = host.split("\\.", -1);
        byte[] bytes = new byte[4];
        if (parts.length != bytes.length) {
            return Optional.empty();
        }
        for (int i = 0; i < bytes.length; i++) {
            if (!OCTET.matcher(parts[i]).matches()) {
                return Optional.empty();
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(address(bytes));
    }

    /** The JDK reads the literal (brackets keep it from asking a resolver) and turns IPv4-mapped ones into IPv4. */
    private static Optional<InetAddress> ipv6(String host) {
        if (!IPV6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getAllByName("[" + host + "]")[0];
            return Optional.of(address).filter(Inet6Address.class::isInstance);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }
}
