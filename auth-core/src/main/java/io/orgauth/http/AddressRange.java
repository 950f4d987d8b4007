package io.orgauth.http;

import java.math.BigInteger;
import java.net.InetAddress;

/** A CIDR block of one address family. */
final class AddressRange {
    private final byte[] network;
    private final int prefix;
    private final String text;

    private AddressRange(byte[] network, int prefix, String text) {
        this.network = network;
        this.prefix = prefix;
        this.text = text;
    }

    static AddressRange parse(String cidr) {
        String[] parts = cidr.split("/", 2);
        InetAddress address = HostForm.literal(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + cidr + "\" is no network: write an address and a prefix length, such as 10.0.0.0/8"));
        byte[] network = address.getAddress();
        int bits = network.length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : prefix(cidr, parts[1], bits);
        if (new BigInteger(1, network).getLowestSetBit() >= bits - prefix || isZero(network)) {
            return new AddressRange(network, prefix, cidr);
        }
        throw new IllegalArgumentException("\"" + cidr + "\" has bits set beyond its prefix length");
    }

    private static boolean isZero(byte[] bytes) {
        return new BigInteger(bytes).signum() == 0;
    }

    private static int prefix(String cidr, String digits, int bits) {
        if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > bits) {
            throw new IllegalArgumentException("\"" + cidr + "\" needs a prefix length from 0 to " + bits);
        }
        return Integer.parseInt(digits);
    }

    boolean contains(InetAddress address) {
        byte[] candidate = address.getAddress();
        if (candidate.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((candidate[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
