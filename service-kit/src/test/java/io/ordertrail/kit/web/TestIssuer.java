package io.ordertrail.kit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** An OpenID Connect issuer of its own: the discovery document, a key set, and tokens signed with its key. */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {

    private static final KeyPair KEY = newKey();
    private static volatile String url = "";

    private final HttpServer server = listen();

    @Override
    public Map<String, String> start() {
        url = "http://localhost:" + server.getAddress().getPort();
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"token_endpoint\":\"%s/token\"}"
                        .formatted(url, url, url));
        RSAPublicKey key = (RSAPublicKey) KEY.getPublic();
        answer(
                "/keys",
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"k1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(unsigned(key.getModulus()), unsigned(key.getPublicExponent())));
        server.start();
        return Map.of(
                "ordertrail.oidc.enabled", "true",
                "ordertrail.oidc.issuer", url,
                "ordertrail.oidc.audience", "ordertrail",
                "ordertrail.oidc.role-claim", "groups");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** Returns a token for Ada, valid for five minutes. */
    static String token(String groups) {
        return token(url, "ordertrail", Instant.now().plusSeconds(300), groups, KEY);
    }

    /** Returns a token that is signed with a key that the issuer does not have. */
    static String forged(String groups) {
        return token(url, "ordertrail", Instant.now().plusSeconds(300), groups, newKey());
    }

    static String expired(String groups) {
        return token(url, "ordertrail", Instant.now().minusSeconds(300), groups, KEY);
    }

    static String forAnotherApplication(String groups) {
        return token(url, "payroll", Instant.now().plusSeconds(300), groups, KEY);
    }

    static String ofAnotherIssuer(String groups) {
        return token("https://login.example", "ordertrail", Instant.now().plusSeconds(300), groups, KEY);
    }

    private static String token(String issuer, String audience, Instant expiry, String groups, KeyPair key) {
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}".getBytes(UTF_8)) + "."
                + base64(
                        "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"7\",\"preferred_username\":\"ada\",\"iat\":%d,\"exp\":%d,\"groups\":[%s]}"
                                .formatted(
                                        issuer,
                                        audience,
                                        expiry.getEpochSecond() - 600,
                                        expiry.getEpochSecond(),
                                        groups.isEmpty() ? "" : '"' + groups + '"')
                                .getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(String path, String body) {
        server.createContext(path, exchange -> send(exchange, body));
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
