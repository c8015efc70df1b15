package io.ordertrail.simulator.panel;

/** Writes JSON texts into a buffer. */
final class Text {

    private Text() {}

    static String quoted(String text) {
        return quote(new StringBuilder(text.length() + 2), text).toString();
    }

    static StringBuilder quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"');
    }
}
