package io.ordertrail.panel;

/** The actions of the panel API v2; also the values of the metrics' tag {@code action}. */
public enum PanelCall {
    SERVICES("services"),
    ADD("add"),
    STATUS("status"),
    REFILL("refill"),
    REFILL_STATUS("refill_status"),
    CANCEL("cancel"),
    BALANCE("balance"),
    CREATE_TICKET("createTicket");

    private final String action;

    PanelCall(String action) {
        this.action = action;
    }

    /** Returns the value of the form field {@code action}. */
    public String action() {
        return action;
    }

    /** Returns whether a repeat repeats an effect: then each call has a connection of its own, which cannot be stale. */
    public boolean changesSomething() {
        return switch (this) {
            case ADD, REFILL, CANCEL, CREATE_TICKET -> true;
            case SERVICES, STATUS, REFILL_STATUS, BALANCE -> false;
        };
    }
}
