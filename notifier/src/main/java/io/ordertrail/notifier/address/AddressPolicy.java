package io.ordertrail.notifier.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses a webhook may connect to: the public internet, and what the operator allows beside it. Asked about
 * the address that is connected to, never about a name. Immutable.
 */
public final class AddressPolicy {

    private record Rule(AddressBlock block, String what) {
        static Rule of(String block, String what) {
            return new Rule(AddressBlock.of(block), what);
        }
    }

    private static final List<Rule> NOT_PUBLIC_V4 = List.of(
            Rule.of("0.0.0.0/8", "this network"),
            Rule.of("10.0.0.0/8", "private"),
            Rule.of("100.64.0.0/10", "shared by carriers, and metadata of one cloud"),
            Rule.of("127.0.0.0/8", "loopback"),
            Rule.of("168.63.129.16/32", "metadata of one cloud"),
            Rule.of("169.254.0.0/16", "link-local, and metadata of clouds"),
            Rule.of("172.16.0.0/12", "private"),
            Rule.of("192.0.0.0/24", "reserved for protocols, and metadata of one cloud"),
            Rule.of("192.0.2.0/24", "for documentation"),
            Rule.of("192.88.99.0/24", "relays of 6to4"),
            Rule.of("192.168.0.0/16", "private"),
            Rule.of("198.18.0.0/15", "for benchmarks"),
            Rule.of("198.51.100.0/24", "for documentation"),
            Rule.of("203.0.113.0/24", "for documentation"),
            Rule.of("224.0.0.0/4", "multicast"),
            Rule.of("240.0.0.0/4", "reserved, and broadcast"));

    private static final List<Rule> NOT_PUBLIC_V6 = List.of(
            Rule.of("2001::/23", "reserved for protocols, Teredo among them"),
            Rule.of("2001:db8::/32", "for documentation"),
            Rule.of("3fff::/20", "for documentation"));

    private static final AddressBlock GLOBAL_V6 = AddressBlock.of("2000::/3");
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");

    private final List<AddressBlock> allowed;

    /** With blocks that may be connected to though they are not public; none in the open. */
    public AddressPolicy(List<AddressBlock> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Why this address may not be connected to, in words for the endpoint's owner; empty if it may. */
    public Optional<String> refusal(InetAddress address) {
        byte[] bytes = unmapped(address.getAddress());
        if (allowed.stream().anyMatch(block -> block.contains(bytes))) {
            return Optional.empty();
        }
        return whatIsWrong(bytes)
                .map(what -> "%s is not a public address (%s)".formatted(address.getHostAddress(), what));
    }

    private Optional<String> whatIsWrong(byte[] bytes) {
        if (bytes.length == 4) {
            return firstMatch(NOT_PUBLIC_V4, bytes);
        }
        if (NAT64.contains(bytes)) {
            return embedded(Arrays.copyOfRange(bytes, 12, 16), "NAT64");
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return embedded(Arrays.copyOfRange(bytes, 2, 6), "6to4");
        }
        if (!GLOBAL_V6.contains(bytes)) {
            return Optional.of("outside of the global unicast addresses 2000::/3");
        }
        return firstMatch(NOT_PUBLIC_V6, bytes);
    }

    /** An IPv6 address that stands for an IPv4 one reaches what that one reaches. */
    private Optional<String> embedded(byte[] v4, String by) {
        if (allowed.stream().anyMatch(block -> block.contains(v4))) {
            return Optional.empty();
        }
        return firstMatch(NOT_PUBLIC_V4, v4).map(what -> what + " behind " + by);
    }

    private static Optional<String> firstMatch(List<Rule> rules, byte[] bytes) {
        return rules.stream()
                .filter(rule -> rule.block().contains(bytes))
                .findFirst()
                .map(Rule::what);
    }

    /** {@code ::ffff:a.b.c.d} and the old {@code ::a.b.c.d} as the IPv4 addresses that they are. */
    private static byte[] unmapped(byte[] bytes) {
        if (bytes.length == 4) {
            return bytes;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return bytes;
            }
        }
        boolean mapped = (bytes[10] & bytes[11] & 0xff) == 0xff;
        boolean compatible = bytes[10] == 0 && bytes[11] == 0 && (bytes[12] != 0 || bytes[13] != 0);
        return mapped || compatible ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }
}
