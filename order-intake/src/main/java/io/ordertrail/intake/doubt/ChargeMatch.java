package io.ordertrail.intake.doubt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * Compares what a panel shows as an order's charge with what the order must have cost. A panel rounds charges, and may have
 * lowered the charge since, when it gave money back. Deterministic.
 *
 * @param tolerance how far a charge may be from what is expected, as a share of it
 * @param unit a panel that rounds charges to so much shows less than that too much or too little
 */
record ChargeMatch(BigDecimal tolerance, BigDecimal unit) {

    /** Panels round to cents at most, where they do not show more decimals. */
    private static final int CENTS = 2;

    private static final BigDecimal FAR = BigDecimal.TWO;

    /** Returns the comparison for a panel that shows these orders: it rounds to as many decimals as it shows. */
    static ChargeMatch of(BigDecimal tolerance, Collection<UnmatchedPanelOrder> shown) {
        int decimals = shown.stream()
                .flatMap(order -> order.charge().stream())
                .mapToInt(BigDecimal::scale)
                .reduce(CENTS, Math::max);
        return new ChargeMatch(tolerance, BigDecimal.ONE.movePointLeft(decimals));
    }

    /** Whether an order that cost so much when it was bought can be shown like that now. */
    boolean fits(BigDecimal expected, OptionalLong quantity, UnmatchedPanelOrder found) {
        if (found.charge().isEmpty()) {
            return false;
        }
        BigDecimal shown = found.charge().get();
        return isSame(expected, shown)
                || switch (found.status()) {
                    case CANCELED, REFUNDED, FAILED ->
                        shown.signum() == 0 || isSame(delivered(expected, quantity, found.remains()), shown);
                    case PARTIAL -> isSame(delivered(expected, quantity, found.remains()), shown);
                    case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, COMPLETED, EXPIRED, UNKNOWN ->
                        false;
                };
    }

    /**
     * Whether such an order can be meant although its charge does not fit: if what it costs is unknown, or if the charge is
     * only somewhat off. One that costs far more or far less is another order, whatever has become of it.
     */
    boolean mayBe(BigDecimal expected, UnmatchedPanelOrder found) {
        if (found.charge().isEmpty()) {
            return true;
        }
        BigDecimal shown = found.charge().get();
        boolean over = found.status().isOver();
        boolean tooMuch = shown.compareTo(expected.multiply(FAR).add(unit)) > 0;
        boolean tooLittle = !over && shown.multiply(FAR).add(unit).compareTo(expected) < 0;
        return !tooMuch && !tooLittle;
    }

    private boolean isSame(BigDecimal expected, BigDecimal shown) {
        return expected.subtract(shown).abs().compareTo(unit) < 0
                || DoubtResolver.isExpected(expected, shown, tolerance);
    }

    /** The charge for what was delivered; where that is not known, no charge. */
    private static BigDecimal delivered(BigDecimal expected, OptionalLong quantity, OptionalLong remains) {
        boolean known = quantity.isPresent()
                && remains.isPresent()
                && quantity.getAsLong() > 0
                && remains.getAsLong() >= 0
                && remains.getAsLong() <= quantity.getAsLong();
        return known
                ? expected.multiply(BigDecimal.valueOf(quantity.getAsLong() - remains.getAsLong()))
                        .divide(BigDecimal.valueOf(quantity.getAsLong()), MathContext.DECIMAL64)
                : expected;
    }
}
