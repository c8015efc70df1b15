package io.ordertrail.intake.doubt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The panel's balance as a witness of whether one order in doubt was charged. */
public enum BalanceEvidence {
    /** It is lower than it would be if the order was not taken, by just what the order costs. */
    MOVED_BY_THE_CHARGE,
    /** It is as it must be if the order was not taken. Money that was given back meanwhile could hide the charge. */
    DID_NOT_MOVE,
    /** The same, and no order of ours was given money back meanwhile: the order was not taken. */
    PROVES_ABSENCE,
    /** Top-ups, refunds, unknown charges, or several explanations: it says nothing. */
    SAYS_NOTHING;

    /** Every subset of the doubts is tried. */
    private static final int MOST_DOUBTS = 12;

    /** A panel may round each charge to cents. */
    private static final BigDecimal CENTS = new BigDecimal("0.005");

    private static final int DECIMALS_OF_CENTS = 2;

    private static final BigDecimal QUARTER = new BigDecimal("0.25");

    /**
     * A difference between two readings of the balance.
     *
     * @param missing by how much it is lower than our accepted orders explain
     * @param charged what these cost together
     * @param orders how many they are
     */
    public record Difference(BigDecimal missing, BigDecimal charged, long orders) {}

    /**
     * What the difference says of one doubt: something only if all sets of doubts that explain it agree.
     *
     * @param possible all doubts that may have been charged between the two readings, this one among them
     * @param tolerance how far a charge may be from what is expected, as a share of it
     */
    public static BalanceEvidence about(
            OpenDoubt doubt, List<OpenDoubt> possible, Difference difference, BigDecimal tolerance) {
        return about(doubt, possible, List.of(), difference, tolerance, CENTS);
    }

    /**
     * The same, where money may have been given back between the two readings, or before the first.
     *
     * @param refunds amounts that are in the difference or not
     * @param rounding by how much each charge may be rounded
     */
    static BalanceEvidence about(
            OpenDoubt doubt,
            List<OpenDoubt> possible,
            List<BigDecimal> refunds,
            Difference difference,
            BigDecimal tolerance,
            BigDecimal rounding) {
        List<BigDecimal> others = new ArrayList<>();
        for (OpenDoubt other : possible) {
            if (other.charge().isEmpty()) {
                return SAYS_NOTHING;
            }
            if (!other.order().equals(doubt.order())) {
                others.add(other.charge().get());
            }
        }
        if (doubt.charge().isEmpty() || others.size() + refunds.size() >= MOST_DOUBTS) {
            return SAYS_NOTHING;
        }
        BigDecimal own = doubt.charge().get();
        BigDecimal all = Stream.concat(others.stream(), refunds.stream()).reduce(own, BigDecimal::add);
        BigDecimal smallest = others.stream().reduce(own, BigDecimal::min);
        refunds.forEach(refund -> others.add(refund.negate()));
        BigDecimal margin = difference
                .charged()
                .abs()
                .add(all)
                .multiply(tolerance)
                .add(rounding.multiply(BigDecimal.valueOf(difference.orders() + possible.size() + refunds.size())));
        if (margin.compareTo(smallest.multiply(QUARTER)) >= 0) {
            return SAYS_NOTHING;
        }
        boolean without = explains(difference.missing(), others, margin);
        boolean with = explains(difference.missing().subtract(own), others, margin);
        if (with == without) {
            return SAYS_NOTHING;
        }
        return with ? MOVED_BY_THE_CHARGE : DID_NOT_MOVE;
    }

    /** By how much a panel may round each charge: where a balance has more decimals than cents, charges have as many. */
    static BigDecimal rounding(BigDecimal before, BigDecimal now) {
        int decimals = Math.max(
                before.stripTrailingZeros().scale(), now.stripTrailingZeros().scale());
        return CENTS.movePointLeft(Math.max(decimals, DECIMALS_OF_CENTS) - DECIMALS_OF_CENTS);
    }

    /** Whether some of the charges add up to the amount. */
    private static boolean explains(BigDecimal missing, List<BigDecimal> charges, BigDecimal margin) {
        for (int subset = 0; subset < 1 << charges.size(); subset++) {
            BigDecimal rest = missing;
            for (int i = 0; i < charges.size(); i++) {
                rest = (subset >> i & 1) == 1 ? rest.subtract(charges.get(i)) : rest;
            }
            if (rest.abs().compareTo(margin) <= 0) {
                return true;
            }
        }
        return false;
    }
}
