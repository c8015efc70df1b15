package io.ordertrail.panel.answer;

/**
 * Repairs the two things that no JSON reader takes, both seen on panels' own pages: {@code ["12": {…}]}, an object in
 * square brackets (smmowner), and {@code "description": Service Description,}, a text without quotes (promosmm). All
 * else is kept as it is.
 */
final class JsonRepair {

    private static final int DEEPEST = 30;

    private final String in;
    private final StringBuilder out;
    private int at;
    private int depth;

    private JsonRepair(String in) {
        this.in = in;
        this.out = new StringBuilder(in.length() + 32);
    }

    /** Returns the text repaired; where it ends too early, what is missing stays missing. */
    static String repair(String json) {
        JsonRepair repair = new JsonRepair(json);
        repair.value();
        return repair.out.toString();
    }

    private void value() {
        blanks();
        if (at >= in.length()) {
            return;
        }
        switch (in.charAt(at)) {
            case '{' -> members('{', '}');
            case '[' -> members('[', ']');
            case '"' -> quoted();
            default -> bare();
        }
    }

    /** What is nested deeper than any panel nests is dropped, and with it the closing brackets. */
    private void members(char open, char close) {
        if (depth == DEEPEST) {
            at = in.length();
            return;
        }
        depth++;
        membersUntil(open, close);
        depth--;
    }

    private void membersUntil(char open, char close) {
        int opening = out.length();
        boolean named = open == '{';
        out.append(open);
        at++;
        while (true) {
            blanks();
            if (at >= in.length()) {
                return;
            }
            char next = in.charAt(at);
            if (next == close) {
                at++;
                out.append(named ? '}' : ']');
                return;
            }
            if (next == ',' || next == ':') {
                named |= next == ':';
                out.append(next);
                at++;
                if (named && open == '[') {
                    out.setCharAt(opening, '{');
                }
                continue;
            }
            int before = at;
            value();
            if (at == before) {
                out.append(in.charAt(at++)); // a stray bracket: Jackson will say so
            }
        }
    }

    private void quoted() {
        int end = at + 1;
        while (end < in.length() && in.charAt(end) != '"') {
            end += in.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end + 1, in.length());
        out.append(in, at, end);
        at = end;
    }

    /** A number or a word of JSON stays; any other text up to the comma or bracket is put in quotes. */
    private void bare() {
        int end = at;
        while (end < in.length() && ",}]:\n".indexOf(in.charAt(end)) < 0) {
            end++;
        }
        String text = in.substring(at, end).strip();
        if (text.matches("true|false|null|[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?") || text.isEmpty()) {
            out.append(text);
        } else {
            out.append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        at = end;
    }

    private void blanks() {
        while (at < in.length()) {
            if (Character.isWhitespace(in.charAt(at))) {
                out.append(in.charAt(at++));
            } else if (in.startsWith("//", at)) {
                int line = in.indexOf('\n', at);
                at = line < 0 ? in.length() : line;
            } else {
                return;
            }
        }
    }
}
