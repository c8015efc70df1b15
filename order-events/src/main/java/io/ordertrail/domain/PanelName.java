package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name that the configuration gives a panel ({@code ordertrail.panels.<name>}): lower-case letters, digits and
 * hyphens, at most 40 characters. It is a label of metrics, so there are few of them.
 */
public record PanelName(@JsonValue String value) implements Comparable<PanelName> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** @throws IllegalArgumentException if the value is not of that form */
    @JsonCreator
    public PanelName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "panel must be 1 to 40 lower-case letters, digits or hyphens, but was '" + value + "'");
        }
    }

    @Override
    public int compareTo(PanelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
