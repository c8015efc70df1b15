package io.ordertrail.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.benchmarks.soak.Disruption.CrashPoint;
import io.ordertrail.benchmarks.soak.Disruption.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DisruptionTest {

    @Test
    void sixty_disruptions_are_each_once_whatever_the_seed() {
        assertThat(Disruption.kinds()).isEqualTo(60);
        assertThat(Disruption.plan(60, 1))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Disruption.plan(60, 2));
        assertThat(Disruption.plan(60, 1)).isNotEqualTo(Disruption.plan(60, 2));
    }

    @Test
    void every_kind_of_disruption_is_done() {
        assertThat(Disruption.plan(60, 1)).extracting(Disruption::kind).contains(Kind.values());
    }

    @Test
    void every_crash_point_is_halted_at_and_frozen_at() {
        assertThat(points(Kind.HALT_AT)).hasSize(23).isEqualTo(points(Kind.FREEZE_AT));
    }

    @Test
    void one_replica_of_a_service_at_most_is_frozen_at_once() {
        assertThat(of(Kind.FREEZE_AT))
                .allSatisfy(freeze -> assertThat(freeze.points())
                        .extracting(CrashPoint::service)
                        .doesNotHaveDuplicates());
    }

    private static Set<CrashPoint> points(Kind kind) {
        return of(kind).stream().flatMap(each -> each.points().stream()).collect(Collectors.toSet());
    }

    private static List<Disruption> of(Kind kind) {
        return Disruption.plan(60, 1).stream()
                .filter(each -> each.kind() == kind)
                .toList();
    }
}
