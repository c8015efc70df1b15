package io.ordertrail.benchmarks.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.benchmarks.strangers.Finding.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The short run of {@code benchmarks/run strangers}: few panels, and more lost answers than panels lose, so that there are
 * doubts. The shares that are required of 200 panels are required loosely of a few; how many doubts are resolved is required
 * of the long run only, since here no order follows that would close their ranges.
 */
class StrangersIT {

    @Test
    void orders_settle_themselves_at_panels_that_nobody_tuned_for() throws Exception {
        Strangers.Plan plan = new Strangers.Plan(
                Path.of(".."), 12, 20, Long.getLong("seed", 1), 0.1, Duration.ofSeconds(12), Duration.ofMinutes(2));

        StrangersReport report = new Strangers(plan, System.out::println).run();

        report.print();
        System.out.println(report.figures().toJson());
        LedgerComparison.Result result = report.result();
        assertThat(result.count(Kind.BOUGHT_TWICE)).as("bought twice").isZero();
        assertThat(result.count(Kind.LOST)).as("lost").isZero();
        assertThat(result.count(Kind.WRONG_ADOPTION)).as("wrong adoptions").isZero();
        assertThat(result.doubts()).as("doubts, or nothing was lost").hasSizeGreaterThan(5);
        assertThat(result.understood()).as("understood").isGreaterThan(0.93);
        assertThat(result.addsPerOrder()).as("adds per order").isLessThan(1.3);
    }
}
