package io.ordertrail.benchmarks.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every fault that the simulator has, each at a small probability: together a share of all {@code add} calls. */
final class FaultMix {

    private static final List<String> DONE = List.of(
            "\"fault\":\"delay\",\"millis\":{late}",
            "\"fault\":\"late\",\"millis\":{late}",
            "\"fault\":\"close\"",
            "\"fault\":\"reset\"",
            "\"fault\":\"reset-after-headers\"",
            "\"fault\":\"cut\"",
            "\"fault\":\"cut-json\"",
            "\"fault\":\"status\",\"status\":500",
            "\"fault\":\"status\",\"status\":502",
            "\"fault\":\"error\"",
            "\"fault\":\"html\"",
            "\"fault\":\"twice\"",
            "\"fault\":\"drip\",\"millis\":400");
    private static final List<String> NOT_DONE = List.of(
            "\"fault\":\"delay\",\"millis\":{late}",
            "\"fault\":\"close\"",
            "\"fault\":\"reset\"",
            "\"fault\":\"cut\"",
            "\"fault\":\"cut-json\"",
            "\"fault\":\"status\",\"status\":500",
            "\"fault\":\"status\",\"status\":502",
            "\"fault\":\"html\"",
            "\"fault\":\"error\",\"text\":\"Temporary problem, contact support\"");
    private static final List<String> REFUSED = List.of(
            "\"fault\":\"status\",\"status\":429,\"retryAfter\":1",
            "\"fault\":\"error\",\"text\":\"Not enough funds on balance\"");
    private static final List<String> OTHERS = List.of(
            "\"action\":\"status\",\"fault\":\"close\"",
            "\"action\":\"status\",\"fault\":\"cut-json\"",
            "\"action\":\"status\",\"fault\":\"status\",\"status\":503",
            "\"action\":\"status\",\"fault\":\"html\"",
            "\"action\":\"refill\",\"fault\":\"close\"",
            "\"action\":\"refill\",\"fault\":\"cut\"");

    private FaultMix() {}

    /**
     * Returns the bodies to post to the simulator's admin API.
     *
     * @param share of all {@code add} calls
     * @param timeout of a call; what is late comes after one and a half
     */
    static List<String> bodies(double share, Duration timeout) {
        double each = share / (DONE.size() + NOT_DONE.size());
        List<String> bodies = new ArrayList<>();
        DONE.forEach(fault -> bodies.add(body(fault, true, each)));
        NOT_DONE.forEach(fault -> bodies.add(body(fault, false, each)));
        REFUSED.forEach(fault -> bodies.add(body(fault, false, each / 2)));
        OTHERS.forEach(fault -> bodies.add(body(fault, true, each)));
        String late = Long.toString(timeout.multipliedBy(3).dividedBy(2).toMillis());
        return bodies.stream().map(body -> body.replace("{late}", late)).toList();
    }

    private static String body(String fault, boolean done, double probability) {
        return String.format(Locale.ROOT, "{%s,\"done\":%b,\"probability\":%.6f}", fault, done, probability);
    }
}
