package io.ordertrail.panel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A dialect of the panel API v2 and the actions it has: one row of the table below for each kind of panel.
 *
 * @param name the value of {@code ordertrail.panels.<name>.dialect}
 * @param intervalParameter the name of the minutes between the runs of a drip-feed
 * @param manyRefills whether {@code refill} takes {@code orders}
 * @param manyRefillStatuses whether {@code refill_status} takes {@code refills}
 * @param cancelForms how {@code cancel} may be asked; empty where there is no cancel
 * @param dripFeedStatus whether the parents of drip-feeds are asked for with {@code type=dripfeed}
 * @param tickets whether there is a ticket desk ({@code createTicket})
 */
public record Dialect(
        String name,
        String intervalParameter,
        boolean manyRefills,
        boolean manyRefillStatuses,
        Set<CancelForm> cancelForms,
        boolean dripFeedStatus,
        boolean tickets) {

    /** The five panels whose pages are in the tests, and the common form that most others speak. */
    public static final List<Dialect> ALL = List.of(
            new Dialect("smmnew", "interval", true, true, Set.of(CancelForm.MANY), false, false),
            new Dialect("smmowner", "intervals", true, true, Set.of(CancelForm.ONE, CancelForm.MANY), true, false),
            new Dialect("promosmm", "interval", false, false, Set.of(CancelForm.ONE), false, false),
            new Dialect("smmnova", "interval", false, false, Set.of(), false, false),
            new Dialect("smmgulf", "interval", false, false, Set.of(), false, true),
            new Dialect("standard", "interval", true, true, Set.of(CancelForm.MANY), false, false));

    /** How {@code cancel} is asked. */
    public enum CancelForm {
        /** {@code order=1}. */
        ONE,
        /** {@code orders=1,2,3}. */
        MANY
    }

    /** Keeps a copy of the forms. */
    public Dialect {
        cancelForms = Set.copyOf(cancelForms);
    }

    /** Returns the dialect of that name, or empty. */
    public static Optional<Dialect> find(String name) {
        return ALL.stream().filter(dialect -> dialect.name.equals(name)).findFirst();
    }

    /** Returns the names that {@link #find} knows, in the order of the table. */
    public static Stream<String> names() {
        return ALL.stream().map(Dialect::name);
    }

    /** Returns whether orders can be canceled at all. */
    public boolean cancels() {
        return !cancelForms.isEmpty();
    }
}
