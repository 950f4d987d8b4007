package io.orgauth.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses are public (the IANA special-purpose registries, RFC 6890), and which must never be reached whatever
 * the operator allows: the metadata services that hand out a cloud machine's credentials.
 */
final class AddressRules {
    private static final List<Special> IPV4 = List.of(
            new Special("0.0.0.0/8", "this host"),
            new Special("10.0.0.0/8", "private"),
            new Special("100.64.0.0/10", "carrier-grade NAT"),
            new Special("127.0.0.0/8", "loopback"),
            new Special("169.254.0.0/16", "link-local"),
            new Special("172.16.0.0/12", "private"),
            new Special("192.0.0.0/24", "protocol assignment"),
            new Special("192.0.2.0/24", "documentation"),
            new Special("192.88.99.0/24", "6to4 relay"),
            new Special("192.168.0.0/16", "private"),
            new Special("198.18.0.0/15", "benchmarking"),
            new Special("198.51.100.0/24", "documentation"),
            new Special("203.0.113.0/24", "documentation"),
            new Special("224.0.0.0/4", "multicast"),
            new Special("240.0.0.0/4", "reserved or broadcast"));

    /** Within 2000::/3, which is all of IPv6 that is routed publicly. */
    private static final List<Special> IPV6 = List.of(
            new Special("2001::/23", "protocol assignment, Teredo or benchmarking"),
            new Special("2001:db8::/32", "documentation"),
            new Special("2002::/16", "6to4"),
            new Special("3fff::/20", "documentation"));

    private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");

    /** Link-local as a whole: nothing but a neighbour or a metadata service lives there. */
    private static final List<AddressRange> NEVER = List.of(
            AddressRange.parse("169.254.0.0/16"),
            AddressRange.parse("100.100.100.200"), // Alibaba Cloud
            AddressRange.parse("168.63.129.16"), // Azure
            AddressRange.parse("192.0.0.192"), // Oracle Cloud
            AddressRange.parse("fe80::/10"),
            AddressRange.parse("fd00:ec2::/32"), // AWS
            AddressRange.parse("fd20:ce::/32")); // Google Cloud

    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata",
            "metadata.goog",
            "metadata.google.internal",
            "metadata.azure.internal",
            "metadata.tencentyun.com",
            "instance-data",
            "instance-data.ec2.internal");

    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(AddressRange.parse("::/96"), 12, 0),
            new Embedding(AddressRange.parse("0:0:0:0:ffff::/96"), 12, 0),
            new Embedding(AddressRange.parse("64:ff9b::/96"), 12, 0),
            new Embedding(AddressRange.parse("64:ff9b:1::/48"), 12, 0),
            new Embedding(AddressRange.parse("2002::/16"), 2, 0),
            new Embedding(AddressRange.parse("2001::/32"), 12, 0xff)); // RFC 4380, 4: the client's address, inverted

    private AddressRules() {}

    /** Why the address is not public, or empty if it is. */
    static Optional<String> special(InetAddress address) {
        List<Special> table = address instanceof Inet4Address ? IPV4 : IPV6;
        for (Special special : table) {
            if (special.range.contains(address)) {
                return Optional.of(special.name);
            }
        }
        if (address instanceof Inet4Address || GLOBAL_UNICAST.contains(address)) {
            return Optional.empty();
        }
        return Optional.of("not global unicast");
    }

    /** Whether the address, or the IPv4 address inside it, belongs to a metadata service. */
    static boolean isForbidden(InetAddress address) {
        return NEVER.stream().anyMatch(range -> range.contains(address))
                || embedded(address).map(AddressRules::isForbidden).orElse(false);
    }

    static boolean isForbidden(String name) {
        return METADATA_NAMES.contains(name);
    }

    /** The IPv4 address that a translator or tunnel would take out of this one. */
    static Optional<InetAddress> embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (isMapped(bytes)) {
            return Optional.of(ipv4(bytes, 12, 0));
        }
        return EMBEDDINGS.stream()
                .filter(embedding -> embedding.range.contains(address))
                .findFirst()
                .map(embedding -> ipv4(bytes, embedding.offset, embedding.mask));
    }

    /** ::ffff:0:0/96, which the JDK can't parse as a range: it turns the literal into IPv4. */
    private static boolean isMapped(byte[] bytes) {
        return bytes.length == 16
                && Arrays.equals(bytes, 0, 10, new byte[10], 0, 10)
                && bytes[10] == -1
                && bytes[11] == -1;
    }

    private static InetAddress ipv4(byte[] bytes, int offset, int mask) {
        byte[] part = Arrays.copyOfRange(bytes, offset, offset + 4);
        for (int i = 0; i < part.length; i++) {
            part[i] ^= (byte) mask;
        }
        return HostForm.address(part);
    }

    private record Special(AddressRange range, String name) {
        Special(String cidr, String name) {
            this(AddressRange.parse(cidr), name);
        }
    }

    private record Embedding(AddressRange range, int offset, int mask) {}
}
