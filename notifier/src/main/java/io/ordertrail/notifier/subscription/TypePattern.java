package io.ordertrail.notifier.subscription;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ordertrail.notifier.message.EventSubject;
import java.util.regex.Pattern;

/**
 * Names event types: {@code order.accepted}, {@code order.*}, {@code *.completed}, {@code *}. A star stands for any
 * characters. It is held against the type, and against the type with the new status behind it
 * ({@code order.status-changed.completed}).
 */
public record TypePattern(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9.*-]{1,100}");

    /** @throws IllegalArgumentException if it is not of that form */
    @JsonCreator
    public TypePattern {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a type pattern must have 1 to 100 lower-case letters, digits, dots, "
                    + "hyphens or stars, but was '" + value + "'");
        }
    }

    boolean matches(EventSubject about) {
        return matches(about.type()) || (about.status() != null && matches(about.name()));
    }

    /** Greedy with one step back for the last star: linear, whatever somebody writes. */
    boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (in < name.length()) {
            if (at < value.length() && value.charAt(at) == '*') {
                star = at++;
                retry = in;
            } else if (at < value.length() && value.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < value.length() && value.charAt(at) == '*') {
            at++;
        }
        return at == value.length();
    }

    @Override
    public String toString() {
        return value;
    }
}
