package io.ordertrail.simulator.panel;

import static io.ordertrail.simulator.panel.DialectQuirk.*;

import io.ordertrail.simulator.lifecycle.DropForm;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The differences between the five panels. */
public enum SimulatedDialect {
    SMMNEW(1, "1.00", DropForm.REMAINS, ManyIds.FIRST_HUNDRED, "\"0\"", MANY_REFILLS, CANCEL_MANY, CANCEL_FLAG),
    SMMOWNER(
            1,
            "0.90",
            DropForm.STATUS,
            ManyIds.REFUSE,
            "\"\"",
            DRIP_FEED_BY_TYPE,
            INTERVALS,
            BARE_STATUS_OF_ONE,
            MANY_REFILLS,
            CANCEL_ONE,
            CANCEL_MANY,
            CANCEL_FLAG),
    PROMOSMM(
            101,
            "1.20",
            DropForm.HIDDEN,
            ManyIds.FIRST_HUNDRED,
            "\"0\"",
            ORDER_ID_AS_TEXT,
            CHARGE_AS_NUMBER,
            REFILL_MESSAGE,
            CANCEL_MESSAGE,
            CANCEL_FLAG,
            LONG_SERVICES),
    SMMNOVA(1, "0.75", DropForm.HIDDEN, ManyIds.REFUSE, "null", NO_REMAINS_WHILE_PENDING, DESC),
    SMMGULF(1, "1.10", DropForm.REMAINS, ManyIds.FIRST_HUNDRED, "\"\"", DESC, CANCEL_FLAG, TICKETS, HTTP_CODES);

    private final int firstService;
    private final String priceFactor;
    private final DropForm dropForm;
    private final ManyIds manyIds;
    private final String startCountBefore;
    private final Set<DialectQuirk> habits;

    SimulatedDialect(
            int firstService,
            String priceFactor,
            DropForm dropForm,
            ManyIds manyIds,
            String startCountBefore,
            DialectQuirk... habits) {
        this.firstService = firstService;
        this.priceFactor = priceFactor;
        this.dropForm = dropForm;
        this.manyIds = manyIds;
        this.startCountBefore = startCountBefore;
        this.habits = EnumSet.copyOf(Arrays.asList(habits));
    }

    /** Returns the panel's name: {@code smmnew}. */
    public String panel() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such panel */
    public static SimulatedDialect of(String panel) {
        return valueOf(panel.toUpperCase(Locale.ROOT));
    }

    /** Returns the id of the first service of its default catalogue. */
    public int firstService() {
        return firstService;
    }

    String priceFactor() {
        return priceFactor;
    }

    /** Returns the form in which it shows drops by default. */
    public DropForm dropForm() {
        return dropForm;
    }

    ManyIds manyIds() {
        return manyIds;
    }

    boolean has(DialectQuirk habit) {
        return habits.contains(habit);
    }

    /** Returns the start count of an order that has not begun, as JSON. */
    String startCountBefore() {
        return startCountBefore;
    }

    /** Returns the panel's word for an order's state. */
    public String word(SimulatedOrderState state) {
        return switch (state) {
            case PENDING -> "Pending";
            case PROCESSING -> "Processing";
            case IN_PROGRESS -> "In progress";
            case ACTIVE -> "Active";
            case COMPLETED -> "Completed";
            case PARTIAL -> "Partial";
            case CANCELED -> this == PROMOSMM ? "Cancelled" : "Canceled";
            case REFUNDED -> "Refunded";
            case FAILED -> "Fail";
            case STRANGE -> "Under review";
            case GONE -> "Gone";
        };
    }

    String text(RefusalText refusal) {
        return switch (refusal) {
            case BAD_REQUEST -> "Incorrect request";
            case BAD_KEY -> this == PROMOSMM ? "Incorrect API key" : "Invalid API key";
            case NO_FUNDS -> this == SMMNOVA ? "neworder.error.not_enough_funds" : "Not enough funds on balance";
            case NO_SUCH_SERVICE -> this == SMMNOVA ? "error.incorrect_service_id" : "Incorrect service ID";
            case NO_SUCH_ORDER -> "Incorrect order ID";
            case NO_SUCH_REFILL -> "Refill not found";
            case BAD_LINK ->
                switch (this) {
                    case SMMNEW -> "Bad link";
                    case SMMOWNER, SMMGULF -> "Invalid link";
                    case PROMOSMM, SMMNOVA -> "Incorrect link";
                };
            case ACTIVE_LINK ->
                this == PROMOSMM
                        ? "neworder.error.link_duplicate"
                        : "You have active order with this link. Please wait until order being completed.";
            case NO_REFILL -> "Order not eligible for refill.";
            case REFILL_IN_FLIGHT -> "Refill already requested";
            case NO_CANCEL -> "Order not eligible for cancellation.";
            case RATE_LIMITED -> this == SMMGULF ? "Too many requests" : "Rate limit exceeded";
        };
    }
}
