package io.ordertrail.simulator.panel;

/** Writes ids from a request into a response. */
final class ResponseBodies {

    private ResponseBodies() {}

    /** Returns a number if it is one, otherwise a text. */
    static String id(String id) {
        return id.matches("[1-9]\\d{0,17}") ? id : Text.quoted(id);
    }
}
