package io.ordertrail.notifier.address;

import java.net.URI;

/**
 * A URL that was found fit for webhooks: absolute, http or https, with a host, without user info or fragment, and of
 * printable ASCII alone, so that nothing of it can become a header.
 */
public record EndpointUrl(URI uri, boolean secure, String host, int port) {

    /** Path and query as they go into the request line. */
    public String pathAndQuery() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Host and port for people: the path may hold a secret. */
    public String site() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
