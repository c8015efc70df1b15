package io.ordertrail.simulator.life;

import java.util.EnumMap;
import java.util.Map;

/** How often what becomes of orders whose link asks for nothing; what is left to 1 is {@link Fate#COMPLETE}. */
public record Fates(Map<Fate, Double> shares) {

    /** Shares between 0 and 1 that sum up to 1 at most. */
    public Fates {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1 + 1e-9 || shares.values().stream().anyMatch(share -> share < 0)) {
            throw new IllegalArgumentException("fates must be shares from 0 to 1 with a sum of 1 at most: " + shares);
        }
        shares = shares.isEmpty() ? Map.of() : new EnumMap<>(shares);
    }

    /** What a panel of the middling sort does. */
    public static Fates usual() {
        return new Fates(Map.of(
                Fate.PARTIAL, 0.06,
                Fate.CANCEL, 0.04,
                Fate.DROP, 0.05,
                Fate.REJECT_ONCE, 0.01,
                Fate.SLOW, 0.02));
    }

    /** Every order is delivered whole and stays. */
    public static Fates allComplete() {
        return new Fates(Map.of());
    }

    Fate choose(Chance chance) {
        double left = chance.share();
        for (Map.Entry<Fate, Double> entry : shares.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        return Fate.COMPLETE;
    }
}
