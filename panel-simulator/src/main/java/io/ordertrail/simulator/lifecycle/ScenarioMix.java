package io.ordertrail.simulator.lifecycle;

import java.util.EnumMap;
import java.util.Map;

/** How often what becomes of orders whose link asks for nothing; what is left to 1 is {@link OrderScenario#COMPLETE}. */
public record ScenarioMix(Map<OrderScenario, Double> shares) {

    /** Shares between 0 and 1 that sum up to 1 at most. */
    public ScenarioMix {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1 + 1e-9 || shares.values().stream().anyMatch(share -> share < 0)) {
            throw new IllegalArgumentException("fates must be shares from 0 to 1 with a sum of 1 at most: " + shares);
        }
        shares = shares.isEmpty() ? Map.of() : new EnumMap<>(shares);
    }

    /** What a panel of the middling sort does. */
    public static ScenarioMix usual() {
        return new ScenarioMix(Map.of(
                OrderScenario.PARTIAL, 0.06,
                OrderScenario.CANCEL, 0.04,
                OrderScenario.DROP, 0.05,
                OrderScenario.REJECT_ONCE, 0.01,
                OrderScenario.SLOW, 0.02));
    }

    /** Every order is delivered whole and stays. */
    public static ScenarioMix allComplete() {
        return new ScenarioMix(Map.of());
    }

    OrderScenario choose(SeededRandom chance) {
        double left = chance.share();
        for (Map.Entry<OrderScenario, Double> entry : shares.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        return OrderScenario.COMPLETE;
    }
}
