package io.ordertrail.notifier.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The three headers of Standard Webhooks for one attempt. */
public record Signatures(String id, String timestamp, String signature) {

    /**
     * Signs one attempt.
     *
     * @param id the same over all attempts; has no full stop
     * @param attemptAt the attempt's time, not the event's
     * @param keys the newest first; while a rotation lasts, the older one too
     * @throws IllegalArgumentException if there is no key, or the id has a full stop, which would let a body pass for
     *     another
     */
    public static Signatures of(String id, Instant attemptAt, byte[] body, List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("webhook " + id + " has no key to be signed with");
        }
        if (id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("a webhook's id must have no full stop, but was " + id);
        }
        String timestamp = Long.toString(attemptAt.getEpochSecond());
        byte[] content = content(id, timestamp, body);
        String signature = keys.stream().map(key -> key.sign(content)).collect(Collectors.joining(" "));
        return new Signatures(id, timestamp, signature);
    }

    private static byte[] content(String id, String timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
        byte[] content = new byte[head.length + body.length];
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        return content;
    }
}
