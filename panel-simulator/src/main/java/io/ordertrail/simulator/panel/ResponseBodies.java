package io.ordertrail.simulator.panel;

/** How ids that came as text go back. */
final class ResponseBodies {

    private ResponseBodies() {}

    /** A number if it is one, else a text. */
    static String id(String id) {
        return id.matches("[1-9]\\d{0,17}") ? id : Text.quoted(id);
    }
}
