package io.ordertrail.intake.order;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that move an order, as functions of what their guards look at: which row they change, and to what. SQL is
 * what runs; this is the table of its guards, and the exhaustive model of the protocol is explored with it. A test runs each
 * statement on PostgreSQL for every combination of state, fence and cancel, and holds the two to each other.
 */
public final class GuardedStatements {

    private GuardedStatements() {}

    /**
     * An order's row, as far as guards look at it.
     *
     * @param fence of the last claim
     * @param cancel where the shop's last request to cancel stands, or null
     * @param panelOrderId the panel's id, or null
     */
    public record OrderRow(
            OrderState state,
            long fence,
            Cancel.@Nullable Status cancel,
            @Nullable String panelOrderId) {

        private OrderRow withState(OrderState next) {
            return new OrderRow(next, fence, cancel, panelOrderId);
        }
    }

    /**
     * The row of a doubt about one submission, as far as guards look at it.
     *
     * @param isDecided whether it has ended
     * @param cleanSearches how often the complete range was searched and nothing was found
     * @param silentRounds how many rounds in a row the panel's answers were missing or said nothing
     * @param stillSearched whether a search may still settle it
     */
    public record DoubtRow(
            boolean isDecided, int cleanSearches, int silentRounds, boolean needsOperator, boolean stillSearched) {}

    /**
     * What a look at a doubt came to that did not end it.
     *
     * @param isClean whether the complete range was searched and nothing was found
     * @param isSilent whether the panel's answers were missing or said nothing
     */
    public record SearchResult(boolean isClean, boolean isSilent, boolean needsOperator, boolean stillSearched) {}

    /**
     * Returns how many orders of a panel a claim takes at most.
     *
     * @param most as many as the claim asks for
     * @param isInDoubt whether the panel has an open doubt whose range nothing closes, and that no operator is asked about:
     *     then one of the orders that are alike may be under way
     * @param isUnderWay whether an order of the panel is under submission
     */
    public static int room(int most, boolean isInDoubt, boolean isUnderWay) {
        if (!isInDoubt) {
            return most;
        }
        return isUnderWay ? 0 : Math.min(1, most);
    }

    /**
     * The report that an order waits because buying at its panel is stopped. The protocol is explored without stops: a stop only
     * keeps claims from being made, which every exploration contains, and this moves an order between two states that each guard
     * here takes alike.
     */
    public static Optional<OrderRow> hold(OrderRow row) {
        return isToBeBought(row.state()) && row.cancel() == null
                ? Optional.of(row.withState(OrderState.WAITING))
                : Optional.empty();
    }

    /** A claim, of an order that is due at a panel that has room for it and where buying is not stopped. */
    public static Optional<OrderRow> claim(OrderRow row) {
        return isToBeBought(row.state()) && row.cancel() == null
                ? Optional.of(new OrderRow(OrderState.SUBMITTING, row.fence() + 1, null, row.panelOrderId()))
                : Optional.empty();
    }

    /**
     * The result of the claim with that fence. Only that claim writes; an acceptance also after the order came in doubt, since
     * the panel's answer ends the doubt. An order that proves not bought while its cancel is wanted is withdrawn.
     *
     * @param panelOrderId with {@link OrderState#ACCEPTED}
     */
    public static Optional<OrderRow> writeResult(
            OrderRow row, long fence, OrderState next, @Nullable String panelOrderId) {
        boolean isWritable = row.state() == OrderState.SUBMITTING
                || (row.state() == OrderState.IN_DOUBT && next == OrderState.ACCEPTED);
        return row.fence() == fence && isWritable
                ? Optional.of(
                        moved(row, next, OrderState.WAITING, panelOrderId == null ? row.panelOrderId() : panelOrderId))
                : Optional.empty();
    }

    /**
     * A decision about the submission with that fence, by the search or by an operator. An order that proves not bought while
     * its cancel is wanted is withdrawn.
     *
     * @param panelOrderId with {@link OrderState#ACCEPTED}
     */
    public static Optional<OrderRow> decide(OrderRow row, long fence, OrderState next, @Nullable String panelOrderId) {
        return row.fence() == fence && row.state() == OrderState.IN_DOUBT
                ? Optional.of(moved(row, next, OrderState.RECEIVED, panelOrderId))
                : Optional.empty();
    }

    /**
     * @param notBought the state that an order goes to when it is to be bought again
     */
    private static OrderRow moved(OrderRow row, OrderState next, OrderState notBought, @Nullable String panelOrderId) {
        boolean isWithdrawn = next == notBought && row.cancel() == Cancel.Status.WANTED;
        boolean isNotBought = next == notBought || next == OrderState.REJECTED;
        return new OrderRow(
                isWithdrawn ? OrderState.WITHDRAWN : next,
                row.fence(),
                isNotBought ? null : row.cancel(),
                panelOrderId);
    }

    /** A shop's cancel of an order that is not bought. Nothing is left to ask the panel for. */
    public static Optional<OrderRow> withdraw(OrderRow row) {
        return isToBeBought(row.state())
                ? Optional.of(new OrderRow(OrderState.WITHDRAWN, row.fence(), null, row.panelOrderId()))
                : Optional.empty();
    }

    /** The rejection of an order that has waited too long. */
    public static Optional<OrderRow> rejectOverdue(OrderRow row) {
        return isToBeBought(row.state()) ? Optional.of(row.withState(OrderState.REJECTED)) : Optional.empty();
    }

    /**
     * Stores what a look at a doubt came to. Two replicas that looked at the same time have looked once: the second that
     * writes writes nothing.
     *
     * @param silentRoundsRead as the doubt had them when it was read
     * @param isFirstSinceRead whether nobody has stored anything since the doubt was read
     */
    public static Optional<DoubtRow> remember(
            DoubtRow row, int silentRoundsRead, boolean isFirstSinceRead, SearchResult result) {
        return !row.isDecided() && isFirstSinceRead
                ? Optional.of(new DoubtRow(
                        false,
                        row.cleanSearches() + (result.isClean() ? 1 : 0),
                        result.isSilent() ? silentRoundsRead + 1 : 0,
                        result.needsOperator(),
                        result.stillSearched()))
                : Optional.empty();
    }

    private static boolean isToBeBought(OrderState state) {
        return state == OrderState.RECEIVED || state == OrderState.WAITING;
    }
}
