package io.ordertrail.notifier.address;

/** Ports from first to last, both included. */
public record PortRange(int first, int last) {

    /**
     * Reads {@code 443} or {@code 8000-8999}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PortRange of(String text) {
        String[] parts = text.strip().split("-", -1);
        try {
            int first = Integer.parseInt(parts[0].strip());
            int last = parts.length == 1 ? first : Integer.parseInt(parts[1].strip());
            if (parts.length <= 2 && first >= 1 && first <= last && last <= 65535) {
                return new PortRange(first, last);
            }
        } catch (NumberFormatException e) {
            // reported below, with every other way of being wrong
        }
        throw new IllegalArgumentException("'" + text + "' is no range of ports; write it like 443 or 8000-8999");
    }

    boolean contains(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
