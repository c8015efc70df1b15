package io.ordertrail.benchmarks.model.refill;

import io.ordertrail.benchmarks.model.Model;
import io.ordertrail.benchmarks.model.refill.RefillModel.Bounds;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Panel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The models of refill-manager that are explored, by name. Each is explored completely. */
public final class RefillModels {

    private RefillModels() {}

    /** Small ones, for every build. Each known hole shows in one of them. */
    public static Map<String, Model<?>> small() {
        Map<String, Model<?>> models = new LinkedHashMap<>();
        models.put("refill: a call for many is refused", model(Panel.REFUSES_BATCHES, 1, 0, 0, 0, 0));
        models.put("refill: the panel does not know it", model(Panel.FORGETS, 1, 1, 0, 0, 0));
        models.put("refill: counts that were never low", model(Panel.GIVES_NO_IDS, 1, 1, 1, 0, 0));
        models.put("refill: an operator who repeats", model(Panel.COUNTS_ONLY, 1, 1, 0, 1, 0));
        models.put("refill: the warranty ends", model(Panel.SHORT_WARRANTY, 1, 0, 0, 0, 0));
        return models;
    }

    /** All of them. */
    public static Map<String, Model<?>> all() {
        Map<String, Model<?>> models = new LinkedHashMap<>(small());
        models.put("refill: remains, a fault", model(Panel.SHOWS_REMAINS, 1, 0, 0, 0, 1));
        models.put("refill: asked again, a fault", model(Panel.REFUSES_SECOND, 1, 1, 0, 0, 1));
        models.put("refill: counts, a fault", model(Panel.COUNTS_ONLY, 1, 1, 1, 0, 1));
        models.put("refill: counts, an operator", model(Panel.GIVES_NO_IDS, 1, 1, 1, 1, 0));
        models.put("refill: drops that recur", model(Panel.SHOWS_REFILLING, 2, 0, 0, 0, 1));
        models.put("refill: not known, an operator", model(Panel.FORGETS, 2, 1, 0, 1, 0));
        models.put("refill: an operator, a fault", model(Panel.COUNTS_ONLY, 1, 1, 0, 1, 1));
        return models;
    }

    private static Model<?> model(Panel panel, int drops, int requests, int counts, int looks, int faults) {
        return new RefillModel(new Bounds(Set.of(panel), drops, requests, counts, looks, faults));
    }
}
