package io.ordertrail.notifier.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a URL must be to get webhooks. Names are not looked up here: they may change, so the address is vetted at each
 * connection.
 *
 * @param allowHttp whether plain http may be used
 * @param ports the ports that may be used
 * @param addresses asked for hosts that are addresses already
 */
public record UrlRules(boolean allowHttp, List<PortRange> ports, AddressPolicy addresses) {

    private static final int LONGEST = 2048;

    /** What came of a check. */
    public sealed interface Checked {
        /** It may be used. */
        record Fit(EndpointUrl url) implements Checked {}

        /** It may not. */
        record Unfit(String rule, String remedy) implements Checked {}
    }

    /** Checks what somebody wrote. */
    public Checked check(String text) {
        if (text.length() > LONGEST) {
            return new Checked.Unfit("is longer than " + LONGEST + " characters", "Shorten it.");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return new Checked.Unfit(
                    "has characters that a URL cannot have", "Write them percent-encoded, and host names in punycode.");
        }
        try {
            return checkParts(new URI(text));
        } catch (URISyntaxException e) {
            return new Checked.Unfit("is no URL: " + e.getReason(), "Write it like https://shop.example/webhooks.");
        }
    }

    private Checked checkParts(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
            return new Checked.Unfit(
                    allowHttp ? "must begin with https:// or http://" : "must begin with https://",
                    "Use an https URL; an operator may allow http by ordertrail.notifier.webhooks.allow-http.");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return new Checked.Unfit("has no host", "Write it like https://shop.example/webhooks.");
        }
        if (uri.getRawUserInfo() != null) {
            return new Checked.Unfit(
                    "has a user or password in it", "Leave them out and verify the signature instead.");
        }
        if (uri.getRawFragment() != null) {
            return new Checked.Unfit("has a fragment (#…)", "Leave it out: it is never sent.");
        }
        boolean secure = scheme.equals("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        if (ports.stream().noneMatch(range -> range.contains(port))) {
            return new Checked.Unfit(
                    "uses port " + port + ", which is not allowed",
                    "Use one of " + ports.stream().map(PortRange::toString).collect(Collectors.joining(", ")) + ".");
        }
        EndpointUrl url = new EndpointUrl(uri, secure, uri.getHost(), port);
        return literal(uri.getHost())
                .flatMap(addresses::refusal)
                .<Checked>map(refusal -> new Checked.Unfit(
                        "points where no webhook may go: " + refusal,
                        "Use a public address; an operator may allow networks by"
                                + " ordertrail.notifier.webhooks.allowed-networks."))
                .orElse(new Checked.Fit(url));
    }

    /** The host as an address, if it is one in the usual notations; odd ones are met when it is connected to. */
    private static Optional<InetAddress> literal(String host) {
        boolean v6 = host.startsWith("[");
        if (!v6 && !host.matches("[0-9.]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
