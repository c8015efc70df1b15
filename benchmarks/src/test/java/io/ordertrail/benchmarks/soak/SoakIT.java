package io.ordertrail.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The short run of docs/proof.md; {@code benchmarks/run soak} is the long one. Prints its seed and every count. How
 * soon a change is published is checked by that one: here it must only be published in the end, however busy the
 * machine is. The default seed begins with a restarted numbering, a freeze, and freezes at crash points before a call.
 */
class SoakIT {

    @Test
    void every_promise_is_kept_whatever_is_killed_and_nothing_is_in_doubt_before() throws Exception {
        Soak.Plan plan = new Soak.Plan(
                Path.of(".."), 100, 300, 5, Long.getLong("seed", 341), 0.04, Duration.ofMinutes(1), new SoakTimes(10));

        Report report = new Soak(plan, System.out::println).run();

        report.print();
        System.out.println(report.figures().toJson());
        assertThat(report.violations()).isEmpty();
        assertThat(report.allDoubts()).as("doubts, or the faults did nothing").isPositive();
    }
}
