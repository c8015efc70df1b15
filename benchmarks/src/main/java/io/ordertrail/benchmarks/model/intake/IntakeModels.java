package io.ordertrail.benchmarks.model.intake;

import io.ordertrail.benchmarks.model.Model;
import io.ordertrail.benchmarks.model.intake.IntakeSettings.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of order-intake that are explored, by name. Each is explored completely. */
public final class IntakeModels {

    private IntakeModels() {}

    /** Small ones, for every build: together under a minute. Each known hole shows in one of them. */
    public static Map<String, Model<?>> small() {
        return models(List.of(
                IntakeSettings.of("a cancel, an operator", 1, 0, 2, 1, Option.CANCELS, Option.OPERATOR),
                IntakeSettings.of("numbers that begin again", 1, 0, 1, 1, Option.RENUMBERING, Option.BALANCE),
                IntakeSettings.of("a drip-feed apart", 0, 1, 2, 1, Option.SECOND_ID_SPACE),
                IntakeSettings.of("slow claims", 1, 0, 1, 1, Option.SLOW_CLAIMS, Option.LOST_ACKNOWLEDGEMENTS),
                IntakeSettings.of("a balance and a cancel", 1, 0, 1, 1, Option.BALANCE, Option.CANCELS),
                IntakeSettings.of("two jobs", 1, 0, 2, 2)));
    }

    /** All of them. */
    public static Map<String, Model<?>> all() {
        Map<String, Model<?>> models = new LinkedHashMap<>(small());
        models.putAll(models(List.of(
                IntakeSettings.of("two jobs, an operator, a cancel", 1, 0, 2, 2, Option.OPERATOR, Option.CANCELS),
                IntakeSettings.of("two orders", 2, 0, 1, 1).withFaults(3),
                IntakeSettings.of("an order and a drip-feed apart", 1, 1, 1, 1, Option.SECOND_ID_SPACE))));
        return models;
    }

    private static Map<String, Model<?>> models(List<IntakeSettings> settings) {
        Map<String, Model<?>> models = new LinkedHashMap<>();
        settings.forEach(setting -> models.put("intake: " + setting.name(), new IntakeModel(setting)));
        return models;
    }
}
