package io.ordertrail.poller.polling;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks over {@code {"1":{…},"2":{…}}} without reading the values: where each begins and ends, and a hash of its bytes. Most
 * answers are byte for byte what they were the last time, and then nothing more need be known. What is written any other
 * way than plainly is given up, for a reader that forgives.
 */
final class Scan {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final byte[] body;
    private int at;

    /** Takes the entries of an answer. */
    @FunctionalInterface
    interface Entries {

        /** The bytes of the id and of the value, ends excluded; the hash is never 0. */
        void entry(int idFrom, int idTo, int from, int to, long hash);
    }

    Scan(byte[] body) {
        this.body = body;
    }

    /** Whether the body was understood to its end; if not, what was handed out is to be forgotten. */
    boolean run(Entries entries) {
        try {
            return walk(entries);
        } catch (ArrayIndexOutOfBoundsException e) {
            return false; // it ends in the middle
        }
    }

    /** That part of the body as text. */
    String text(int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether that part of the body is that text. */
    boolean is(int from, int to, String text) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (body[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean walk(Entries entries) {
        if (skip() != '{') {
            return false;
        }
        at++;
        while (true) {
            if (skip() != '"') {
                return false;
            }
            int idFrom = at + 1;
            endOfText();
            int idTo = at - 1;
            if (skip() != ':') {
                return false;
            }
            at++;
            skip();
            int from = at;
            if (!endOfValue()) {
                return false;
            }
            entries.entry(idFrom, idTo, from, at, hash(from, at));
            byte after = skip();
            at++;
            if (after != ',') {
                return after == '}' && isRestBlank();
            }
        }
    }

    private boolean endOfValue() {
        return switch (body[at]) {
            case '"' -> {
                endOfText();
                yield true;
            }
            case '{' -> {
                endOfObject();
                yield true;
            }
            default -> false;
        };
    }

    private void endOfObject() {
        int depth = 0;
        do {
            switch (body[at]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    endOfText();
                    continue;
                }
                default -> {}
            }
            at++;
        } while (depth > 0);
    }

    private void endOfText() {
        at++;
        while (body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private byte skip() {
        while (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t') {
            at++;
        }
        return body[at];
    }

    private boolean isRestBlank() {
        while (at < body.length) {
            if (body[at++] > ' ') {
                return false;
            }
        }
        return true;
    }

    private long hash(int from, int to) {
        long hash = (to - from) * MIX;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = step(hash, (long) EIGHT.get(body, i));
        }
        for (; i < to; i++) {
            hash = step(hash, body[i]);
        }
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }

    private static long step(long hash, long value) {
        long mixed = (hash ^ value) * MIX;
        return Long.rotateLeft(mixed, 29) ^ mixed;
    }
}
