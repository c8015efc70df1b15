package io.ordertrail.kit.web;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A request that brought an API key. */
final class ApiKeyRequest extends BaseAuthenticationRequest {

    private final String hash;

    ApiKeyRequest(String hash) {
        this.hash = hash;
    }

    String hash() {
        return hash;
    }
}
