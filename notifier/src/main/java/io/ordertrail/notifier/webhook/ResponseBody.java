package io.ordertrail.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;

/** The first kilobyte of an answer, and how much there was. */
final class ResponseBody {

    private static final int KEPT = 1024;

    private final Buffer kept = Buffer.buffer();
    private long size;

    void append(Buffer part) {
        size += part.length();
        int missing = KEPT - kept.length();
        if (missing > 0) {
            kept.appendBuffer(part, 0, Math.min(missing, part.length()));
        }
    }

    long size() {
        return size;
    }

    String text() {
        return kept.toString(UTF_8);
    }
}
