package io.ordertrail.panel.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what is no answer of a panel: bytes that are no text, and pages that something else answers in its place. */
final class BodyText {

    private static final int SHOWN_BYTES = 32;
    private static final int LOOKED_AT = 4_096;
    private static final int LONGEST_TITLE = 80;

    private static final Pattern TITLE = Pattern.compile("<title[^>]{0,100}>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

    /** What pages of firewalls say, whoever made them. */
    private static final List<String> FIREWALLS = List.of(
            "just a moment",
            "attention required",
            "checking your browser",
            "one moment, please",
            "please wait while we verify",
            "verify you are human",
            "verifying you are human",
            "are you a robot",
            "captcha",
            "enable javascript and cookies",
            "cf-browser-verification",
            "challenge-platform",
            "cf-chl",
            "ddos-guard",
            "ddos protection",
            "sucuri",
            "incapsula",
            "imperva",
            "imunify",
            "bitninja",
            "wordfence",
            "mod_security",
            "modsecurity",
            "datadome",
            "perimeterx",
            "akamai",
            "aws waf",
            "bot verification",
            "bot protection",
            "request blocked",
            "has been blocked",
            "you have been blocked",
            "sorry, you have been blocked",
            "access denied",
            "security check",
            "firewall",
            "web application firewall",
            "suspicious activity",
            "not acceptable!");

    private BodyText() {}

    /** Returns why the body is no text that can be read, or empty if it is text. */
    static Optional<String> unreadable(Reply reply) {
        String encoding = reply.headers().contentEncoding();
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of("the body is encoded as '%s', which cannot be read".formatted(encoding.strip()));
        }
        return binary(reply.body());
    }

    private static Optional<String> binary(Buffer body) {
        if (startsWith(body, 0x1f, 0x8b)) {
            return Optional.of("the body is compressed (gzip) without a Content-Encoding that says so");
        }
        if (startsWith(body, 0x28, 0xb5, 0x2f, 0xfd)) {
            return Optional.of("the body is compressed (zstd) without a Content-Encoding that says so");
        }
        if (startsWith(body, 0x78, 0x9c) || startsWith(body, 0x78, 0xda)) {
            return Optional.of("the body is compressed (deflate) without a Content-Encoding that says so");
        }
        if (startsWith(body, 0xff, 0xfe) || startsWith(body, 0xfe, 0xff) || isUtf16(body)) {
            return Optional.of("the body is UTF-16, not UTF-8");
        }
        return hasNul(body) ? Optional.of("the body has NUL bytes in it") : Optional.empty();
    }

    private static boolean startsWith(Buffer body, int... bytes) {
        if (body.length() < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((body.getByte(i) & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf16(Buffer body) {
        return body.length() >= 2
                && (body.getByte(0) == 0 ^ body.getByte(1) == 0)
                && body.length() % 2 == 0
                && nuls(body) * 3 >= Math.min(body.length(), LOOKED_AT);
    }

    private static int nuls(Buffer body) {
        int nuls = 0;
        for (int i = 0; i < Math.min(body.length(), LOOKED_AT); i++) {
            nuls += body.getByte(i) == 0 ? 1 : 0;
        }
        return nuls;
    }

    private static boolean hasNul(Buffer body) {
        for (int i = 0; i < body.length(); i++) {
            if (body.getByte(i) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the body as evidence shows it: text, or the first bytes of what is none. */
    static String shown(Buffer body) {
        if (binary(body).isEmpty()) {
            return body.toString(StandardCharsets.UTF_8);
        }
        byte[] start = body.getBytes(0, Math.min(SHOWN_BYTES, body.length()));
        return "bytes " + HexFormat.ofDelimiter(" ").formatHex(start) + (body.length() > SHOWN_BYTES ? " …" : "");
    }

    /** Returns what the page of a firewall says of itself, or empty if the body is none. */
    static Optional<String> firewall(Reply reply) {
        String start = page(reply.body());
        if (start.indexOf('<') < 0) {
            return Optional.empty();
        }
        String lower = start.toLowerCase(Locale.ROOT);
        return FIREWALLS.stream()
                .filter(lower::contains)
                .findFirst()
                .map(sign -> title(start).orElse(sign));
    }

    /** Returns the title of an HTML page, if the body is one that has a title. */
    static Optional<String> title(Buffer body) {
        return title(page(body));
    }

    private static String page(Buffer body) {
        return body.getString(0, Math.min(body.length(), LOOKED_AT));
    }

    private static Optional<String> title(String page) {
        Matcher title = TITLE.matcher(page);
        return title.find()
                ? Optional.of(title.group(1).strip())
                        .filter(text -> !text.isEmpty())
                        .map(text -> text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) : text)
                : Optional.empty();
    }
}
