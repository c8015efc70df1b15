package io.ordertrail.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The short run of docs/proof.md; {@code benchmarks/run soak} is the long one. Prints its seed and every count. */
class SoakIT {

    private static final Path ROOT = Path.of("..");

    @Test
    void every_promise_is_kept_whatever_is_killed() throws Exception {
        long seed = Long.getLong("seed", 1);

        Report report = soak(new Soak.Plan(ROOT, 600, 6, seed, 0.03));

        assertThat(report.violations()).isEmpty();
        assertThat(report.allDoubts()).as("doubts, or the faults did nothing").isPositive();
    }

    @Test
    void without_faults_nothing_is_in_doubt() throws Exception {
        Report report = soak(new Soak.Plan(ROOT, 200, 0, 1, 0));

        assertThat(report.violations()).isEmpty();
        assertThat(report.allDoubts()).isZero();
    }

    private static Report soak(Soak.Plan plan) throws Exception {
        Report report = new Soak(plan, System.out::println).run();
        report.print();
        System.out.println(report.figures().toJson());
        return report;
    }
}
