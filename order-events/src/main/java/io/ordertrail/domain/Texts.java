package io.ordertrail.domain;

/** What the text ids have in common. */
final class Texts {

    private Texts() {}

    static void requireBetween(String name, String value, int longest) {
        if (value.isBlank() || value.length() > longest) {
            throw new IllegalArgumentException("%s must have 1 to %d characters, but has %d"
                    .formatted(name, longest, value.isBlank() ? 0 : value.length()));
        }
    }
}
