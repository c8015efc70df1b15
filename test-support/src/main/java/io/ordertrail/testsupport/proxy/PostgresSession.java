package io.ordertrail.testsupport.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows one connection to PostgreSQL (frontend/backend protocol, version 3), to recognise a COMMIT and to know what
 * its transaction did. Prepared statements are sent once and then named, so the names are kept. Thread-safe.
 */
final class PostgresSession {

    private static final Pattern RESULT = Pattern.compile("((?:INSERT 0|UPDATE|DELETE) \\d+)\0");

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    /** Beyond this, the text of a transaction is cut off: bulk writes need not be kept. */
    private static final int LONGEST_TRANSACTION = 1 << 20;

    private final Map<String, String> statements = new HashMap<>();
    private final StringBuilder transaction = new StringBuilder();
    private byte[] unread = new byte[0];
    private boolean started;
    private boolean inTransaction;

    /**
     * Reads what the client sent. Returns the text of the transaction that it commits: its statements with their
     * values, and the results that were {@link #answered}.
     */
    synchronized Optional<String> committedBy(byte[] bytes, int count) {
        byte[] all = Arrays.copyOf(unread, unread.length + count);
        System.arraycopy(bytes, 0, all, unread.length, count);
        Optional<String> committed = Optional.empty();
        int at = 0;
        for (int length = length(all, at); length > 0; length = length(all, at)) {
            Optional<String> found = started ? message((char) all[at], body(all, at, length)) : startup(all, at);
            committed = found.isPresent() ? found : committed;
            at += length;
        }
        unread = Arrays.copyOfRange(all, at, all.length);
        return committed;
    }

    /** Reads what the server sent. */
    synchronized void answered(String text) {
        if (inTransaction) {
            RESULT.matcher(text).results().forEach(result -> keep(result.group(1)));
        }
    }

    /** Returns the length of the message that begins there, or 0 if it is not complete. */
    private int length(byte[] all, int at) {
        int prefix = started ? 1 : 0;
        if (all.length < at + prefix + 4) {
            return 0;
        }
        int length = prefix + number(all, at + prefix);
        return all.length < at + length ? 0 : length;
    }

    /** The first message has no type. A request for encryption is answered with one byte, then the real one follows. */
    private Optional<String> startup(byte[] all, int at) {
        int code = number(all, at + 4);
        started = code != SSL_REQUEST && code != GSS_REQUEST;
        return Optional.empty();
    }

    private Optional<String> message(char type, String body) {
        switch (type) {
            case 'Q' -> {
                return query(untilZero(body, 0));
            }
            case 'P' -> {
                String name = untilZero(body, 0);
                statements.put(name, untilZero(body, name.length() + 1));
            }
            case 'B' -> {
                int portal = untilZero(body, 0).length() + 1;
                String name = untilZero(body, portal);
                return execute(statements.getOrDefault(name, ""), body.substring(portal + name.length() + 1));
            }
            default -> {} // nothing that runs a statement
        }
        return Optional.empty();
    }

    private Optional<String> query(String sql) {
        if (begins(sql, "COMMIT")) {
            String done = transaction.toString();
            transaction.setLength(0);
            inTransaction = false;
            return Optional.of(done);
        }
        if (begins(sql, "BEGIN") || begins(sql, "START TRANSACTION") || begins(sql, "ROLLBACK")) {
            transaction.setLength(0);
            inTransaction = !begins(sql, "ROLLBACK");
        } else {
            keep(sql);
        }
        return Optional.empty();
    }

    private Optional<String> execute(String sql, String values) {
        Optional<String> committed = query(sql);
        keep(values);
        return committed;
    }

    private void keep(String text) {
        if (inTransaction && transaction.length() < LONGEST_TRANSACTION) {
            transaction.append(text).append('\n');
        }
    }

    private static boolean begins(String sql, String command) {
        return sql.regionMatches(true, 0, command, 0, command.length());
    }

    private static String body(byte[] all, int at, int length) {
        return new String(all, at + 5, length - 5, ISO_8859_1);
    }

    private static String untilZero(String text, int from) {
        int end = text.indexOf('\0', from);
        return text.substring(Math.min(from, text.length()), end < 0 ? text.length() : end);
    }

    private static int number(byte[] all, int at) {
        return (all[at] & 0xff) << 24 | (all[at + 1] & 0xff) << 16 | (all[at + 2] & 0xff) << 8 | all[at + 3] & 0xff;
    }
}
