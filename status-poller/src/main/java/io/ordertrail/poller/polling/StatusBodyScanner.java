package io.ordertrail.poller.polling;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks over {@code {"1":{…},"2":{…}}} without reading the values: where each begins and ends, and a mark of its bytes, which
 * is their length and a hash of them. Most answers are byte for byte what they were the last time: where as many
 * bytes as then have the hash that they had then, the value ends behind them, and nothing more need be known. What is
 * written any other way than plainly is given up, for a reader that forgives.
 */
final class StatusBodyScanner {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    /** Of a mark, the lowest bits are the length; 0 for a longer value, whose end is looked for every time. */
    private static final int LENGTH_BITS = 12;

    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final byte[] body;
    private int at;

    /** Takes the entries of an answer. */
    interface Entries {

        /** The bytes of an id, end excluded. Says which mark its value had the last time; 0 for none. */
        long id(int from, int to);

        /** The bytes of the value of that id, end excluded, and their mark, which is never 0. */
        void value(int from, int to, long mark);
    }

    StatusBodyScanner(byte[] body) {
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
            if (!endOfPlainText()) {
                return false;
            }
            long last = entries.id(idFrom, at - 1);
            if (skip() != ':') {
                return false;
            }
            at++;
            skip();
            int from = at;
            long mark = last;
            if (isSame(last)) {
                at += lengthOf(last);
            } else if (endOfValue()) {
                mark = mark(from, at);
            } else {
                return false;
            }
            entries.value(from, at, mark);
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

    /** Whether the text has no escape: an id that is written with one is not the bytes that were asked about. */
    private boolean endOfPlainText() {
        at++;
        while (body[at] != '"') {
            if (body[at++] == '\\') {
                return false;
            }
        }
        at++;
        return true;
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

    private boolean isSame(long last) {
        int length = lengthOf(last);
        return length > 0 && length <= body.length - at && mark(at, at + length) == last;
    }

    private static int lengthOf(long mark) {
        return (int) mark & LENGTH_MASK;
    }

    private long mark(int from, int to) {
        int length = to - from;
        long mark = hash(from, to) << LENGTH_BITS | (length <= LENGTH_MASK ? length : 0);
        return mark == 0 ? 1L << LENGTH_BITS : mark;
    }

    /** Eight bytes at a time; the last eight overlap those before them. */
    private long hash(int from, int to) {
        long hash = (to - from) * MIX;
        if (to - from < Long.BYTES) {
            for (int i = from; i < to; i++) {
                hash = step(hash, body[i]);
            }
        } else {
            for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
                hash = step(hash, (long) EIGHT.get(body, i));
            }
            hash = step(hash, (long) EIGHT.get(body, to - Long.BYTES));
        }
        return hash ^ hash >>> 32;
    }

    private static long step(long hash, long value) {
        long mixed = (hash ^ value) * MIX;
        return Long.rotateLeft(mixed, 29) ^ mixed;
    }
}
