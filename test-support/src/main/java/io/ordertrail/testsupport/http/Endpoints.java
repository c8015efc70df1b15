package io.ordertrail.testsupport.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every endpoint below {@code /v1} of a running service, read from its OpenAPI document, so that one that is added later is
 * tried as well.
 */
public final class Endpoints {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private Endpoints() {}

    /**
     * An endpoint with its path parameters filled in.
     *
     * @param method in upper case
     */
    public record Endpoint(String method, String path) {

        /** Returns whether it only reads. */
        public boolean reads() {
            return method.equals("GET");
        }
    }

    /**
     * Returns the endpoints of the service.
     *
     * @param open the beginnings of paths that need no key
     */
    public static List<Endpoint> of(RawHttp http, String... open) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths(document(http)).properties()) {
            if (path.getKey().startsWith("/v1/") && List.of(open).stream().noneMatch(path.getKey()::startsWith)) {
                path.getValue().fieldNames().forEachRemaining(method -> add(endpoints, method, path.getKey()));
            }
        }
        if (endpoints.isEmpty()) {
            throw new IllegalStateException("the OpenAPI document has no endpoint below /v1/");
        }
        return endpoints;
    }

    /** The document is on the port for management where the service has one. */
    private static String document(RawHttp http) {
        RawHttp.Answer answer = http.send("GET", "/q/openapi?format=json", Map.of());
        if (answer.status() != 200) {
            URI management = Management.uri();
            answer = new RawHttp(management.getPort())
                    .send("GET", management.getPath() + "/openapi?format=json", Map.of());
        }
        if (answer.status() != 200) {
            throw new IllegalStateException("no OpenAPI document: " + answer.status());
        }
        return answer.body();
    }

    private static void add(List<Endpoint> endpoints, String method, String path) {
        if (METHODS.contains(method)) {
            endpoints.add(new Endpoint(method.toUpperCase(Locale.ROOT), path.replaceAll("\\{[^}]+}", "1")));
        }
    }

    private static JsonNode paths(String body) {
        try {
            // The body may be sent in chunks, whose lengths stand around it.
            return new ObjectMapper()
                    .readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1))
                    .path("paths");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the OpenAPI document is no JSON", e);
        }
    }
}
