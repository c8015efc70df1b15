package io.ordertrail.simulator.lifecycle;

import java.util.EnumMap;
import java.util.Map;

/** The shares of scenarios among orders whose link names none; the rest is {@link OrderScenario#COMPLETE}. */
public record ScenarioMix(Map<OrderScenario, Double> shares) {

    /** Shares below 0 and a sum above 1 are refused. */
    public ScenarioMix {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1 + 1e-9 || shares.values().stream().anyMatch(share -> share < 0)) {
            throw new IllegalArgumentException("fates must be shares from 0 to 1 with a sum of 1 at most: " + shares);
        }
        shares = shares.isEmpty() ? Map.of() : new EnumMap<>(shares);
    }

    /** Returns the mix of an average panel. */
    public static ScenarioMix usual() {
        return new ScenarioMix(Map.of(
                OrderScenario.PARTIAL, 0.06,
                OrderScenario.CANCEL, 0.04,
                OrderScenario.DROP, 0.05,
                OrderScenario.REJECT_ONCE, 0.01,
                OrderScenario.SLOW, 0.02));
    }

    /** Returns a mix in which every order is delivered in full and does not drop. */
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
