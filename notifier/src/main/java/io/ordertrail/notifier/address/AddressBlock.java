package io.ordertrail.notifier.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses in CIDR notation; IPv4 blocks hold IPv4 addresses only, IPv6 blocks IPv6 only. */
public record AddressBlock(String text, byte[] network, int prefix) {

    /**
     * Reads {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is a block of one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static AddressBlock of(String text) {
        String[] parts = text.strip().split("/", -1);
        // Only literals may come in here: a name would be looked up.
        if (parts.length > 2 || !parts[0].matches("[0-9a-fA-F:.]+")) {
            throw notABlock(text);
        }
        byte[] network = bytes(parts[0], text);
        int prefix = parts.length == 1 ? network.length * 8 : number(parts[1], text);
        if (prefix < 0 || prefix > network.length * 8) {
            throw notABlock(text);
        }
        return new AddressBlock(text.strip(), network, prefix);
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int mask = 0xff << (8 - prefix % 8) & 0xff;
        return prefix % 8 == 0 || (address[whole] & mask) == (network[whole] & mask);
    }

    private static byte[] bytes(String literal, String text) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw notABlock(text);
        }
    }

    private static int number(String digits, String text) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw notABlock(text);
        }
    }

    private static IllegalArgumentException notABlock(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no block of addresses; write it like 10.0.0.0/8 or fd00::/8");
    }

    @Override
    public String toString() {
        return text;
    }
}
