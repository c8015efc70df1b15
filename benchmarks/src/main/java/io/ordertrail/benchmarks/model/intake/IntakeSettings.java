package io.ordertrail.benchmarks.model.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is explored: how many orders, and what may happen to them beside the delays, losses and deaths that always may. What is
 * left out of one setting is in another, so that each can be explored completely.
 *
 * @param name for the report
 * @param normalOrders orders that are bought at once
 * @param dripFeeds orders that are bought in portions
 * @param submissions how often each order may be claimed; an order that would have to be claimed again is left there
 * @param jobs how many replicas look into doubts
 * @param faults how many faults happen on one path at most, or {@link #ANY_NUMBER}
 * @param options what may happen as well
 */
record IntakeSettings(
        String name, int normalOrders, int dripFeeds, int submissions, int jobs, int faults, Set<Option> options) {

    static final int ANY_NUMBER = -1;

    /** What may happen as well. */
    enum Option {
        /** The panel numbers drip-feeds apart from other orders. */
        SECOND_ID_SPACE,
        /** The panel's numbers begin again from below, once. */
        RENUMBERING,
        /** A claim's transaction takes any time. */
        SLOW_CLAIMS,
        /** The shop cancels, and orders wait too long. */
        CANCELS,
        /** An operator decides, and repeats. */
        OPERATOR,
        /** A COMMIT succeeds without its process learning it. */
        LOST_ACKNOWLEDGEMENTS,
        /** The panel's balance is a witness. */
        BALANCE
    }

    /** Keeps a copy. */
    IntakeSettings {
        options = Set.copyOf(options);
    }

    static IntakeSettings of(
            String name, int normalOrders, int dripFeeds, int submissions, int jobs, Option... options) {
        return new IntakeSettings(name, normalOrders, dripFeeds, submissions, jobs, ANY_NUMBER, Set.of(options));
    }

    /** Returns the same with no more than that many faults on a path. */
    IntakeSettings withFaults(int most) {
        return new IntakeSettings(name, normalOrders, dripFeeds, submissions, jobs, most, options);
    }

    boolean boundsFaults() {
        return faults != ANY_NUMBER;
    }

    boolean has(Option option) {
        return options.contains(option);
    }

    int orders() {
        return normalOrders + dripFeeds;
    }

    boolean isDripFeed(int order) {
        return order >= normalOrders;
    }

    /** How a trace names the order. */
    String name(int order) {
        return (isDripFeed(order) ? "drip-feed " : "order ") + (order + 1);
    }

    /** Whether orders of that kind are numbered in the second id space. */
    boolean isApart(boolean dripFeed) {
        return dripFeed && has(Option.SECOND_ID_SPACE);
    }

    /** Enough for every order's submissions and the neighbours that close their ranges. */
    int ledgerCapacity() {
        return 3 + orders() * submissions * 2;
    }

    /** Whether each id space is that of drip-feeds. */
    List<Boolean> idSpaces() {
        List<Boolean> spaces = new ArrayList<>(List.of(false));
        if (has(Option.SECOND_ID_SPACE) && dripFeeds > 0) {
            spaces.add(true);
        }
        return spaces;
    }
}
