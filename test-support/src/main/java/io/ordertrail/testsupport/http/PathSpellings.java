package io.ordertrail.testsupport.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ways to write a path below {@code /v1} that a router may take for that path and a check of the path may not.
 * One list for all services: an access check that looks at the path in another form than the router is passed by one
 * of these.
 */
public final class PathSpellings {

    /** What needs no key at some service. */
    private static final List<String> OPEN = List.of("/q/", "/v1/unsubscribe");

    private PathSpellings() {}

    /** Returns the spellings of a path such as {@code /v1/refills/1/close}; the first is the path itself. */
    public static List<String> of(String path) {
        if (!path.startsWith("/v1/")) {
            throw new IllegalArgumentException("path must begin with /v1/, but is '" + path + "'");
        }
        String rest = path.substring("/v1/".length());
        String last = path.substring(path.lastIndexOf('/') + 1);
        String parent = path.substring(0, path.lastIndexOf('/') + 1);
        return Stream.of(
                        path,
                        path + "/",
                        path + "//",
                        path + "/.",
                        path + "/./",
                        path + "/x/..",
                        path + "/x/%2e%2e",
                        path + ";a=b",
                        path + ";",
                        path + "%2f",
                        path + "%3f",
                        path + "%3Fx=/q/health",
                        path + "?/q/health",
                        path + "#/q/health",
                        path + "%00",
                        path + "%20",
                        path + "%09",
                        path + "%0d%0a",
                        "/" + path,
                        "//" + path,
                        "/v1//" + rest,
                        "/v1///" + rest,
                        "/." + path,
                        "/.." + path,
                        "/../.." + path,
                        "/.;" + path,
                        "/..;" + path,
                        "/..;a=b" + path,
                        "/%2e" + path,
                        "/%2E" + path,
                        "/%2e%2e" + path,
                        "/%2e." + path,
                        "/.%2e" + path,
                        "/x/.." + path,
                        "/x/%2e%2e" + path,
                        "/x/%2E%2E" + path,
                        "/x/..%2f" + path.substring(1),
                        "/x/..;" + path,
                        "/x;/.." + path,
                        "/%2f" + path.substring(1),
                        "/%2F" + path.substring(1),
                        "/%5c" + path.substring(1),
                        "/\\" + path.substring(1),
                        "/v1\\" + rest,
                        "/v1/.." + path,
                        "/v1/%2e%2e" + path,
                        "/v1/./" + rest,
                        "/v1/%2e/" + rest,
                        "/v1/x/../" + rest,
                        "/v1/x/%2e%2e/" + rest,
                        "/v1;a=b/" + rest,
                        "/v1;/" + rest,
                        "/;a=b" + path,
                        "/%76%31/" + rest,
                        "/%761/" + rest,
                        "/v%31/" + rest,
                        "/v1%2f" + rest,
                        "/v1%2F" + rest,
                        "/v1%3b/" + rest,
                        "/%2576%2531/" + rest,
                        "/%252e" + path,
                        "/%252e%252e" + path,
                        "/%25%32%65" + path,
                        "/x/%252e%252e" + path,
                        "/%c0%ae" + path,
                        "/%c0%ae%c0%ae" + path,
                        "/%e0%80%ae" + path,
                        "/%u002e" + path,
                        "/%ef%bc%8e" + path,
                        "/V1/" + rest,
                        "/v1/" + rest.toUpperCase(Locale.ROOT),
                        "/v1/" + rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1),
                        parent + hex(last),
                        parent + "%2e/" + last,
                        "/q/.." + path,
                        "/q/%2e%2e" + path,
                        "/q/health/../.." + path,
                        "/q/health/%2e%2e/%2e%2e" + path,
                        "/q/health/..;/..;" + path,
                        "/v1/unsubscribe/.." + "/" + rest,
                        "/v1/unsubscribe/%2e%2e/" + rest,
                        "/v1/unsubscribe/x/../../" + rest,
                        "/v1/unsubscribe/..%2f" + rest,
                        "/v1/unsubscribe/..;/" + rest,
                        "http://localhost" + path,
                        "http://localhost/%2e" + path,
                        "http://localhost/q/.." + path,
                        "//localhost" + path)
                .distinct()
                .toList();
    }

    /**
     * Returns the spellings that are not refused to somebody without a valid key, each with the answer; there may be
     * none. Refused is 401, and 400 for what the HTTP server cannot parse. Below a path that is open anyway, a spelling
     * may also be no path at all, 404.
     *
     * @param headers such as a key that is unknown
     */
    public static List<String> open(RawHttp http, String method, String path, Map<String, String> headers) {
        return of(path).stream()
                .map(spelling -> Map.entry(spelling, http.send(method, spelling, headers)))
                .filter(sent -> !refused(sent.getKey(), sent.getValue()))
                .map(sent -> "%s %s -> %d %s"
                        .formatted(
                                method,
                                sent.getKey(),
                                sent.getValue().status(),
                                sent.getValue().body()))
                .toList();
    }

    private static boolean refused(String spelling, RawHttp.Answer answer) {
        return switch (answer.status()) {
            case 400, 401 -> true;
            case 404 -> OPEN.stream().anyMatch(spelling::startsWith);
            default -> false;
        };
    }

    /** Returns the spellings that are answered as the path itself is: that are the path for the router. */
    public static List<String> routed(RawHttp http, String path, Map<String, String> headers) {
        RawHttp.Answer expected = http.send("GET", path, headers);
        return of(path).stream()
                .filter(spelling -> {
                    RawHttp.Answer answer = http.send("GET", spelling, headers);
                    return answer.status() == expected.status() && answer.body().equals(expected.body());
                })
                .toList();
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        text.chars().forEach(c -> hex.append("%%%02x".formatted(c)));
        return hex.toString();
    }
}
