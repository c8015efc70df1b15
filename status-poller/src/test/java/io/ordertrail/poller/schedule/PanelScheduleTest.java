package io.ordertrail.poller.schedule;

import static io.ordertrail.poller.schedule.ScheduledOrderBuilder.NOW;
import static io.ordertrail.poller.schedule.ScheduledOrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.poller.schedule.Chunk.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PanelScheduleTest {

    private static final int PANELS_LIMIT = 100;

    private final PanelSchedule schedule =
            new PanelSchedule(new Cadence(CadenceSettings.standard()), ScheduleSettings.standard(), NOW);

    @Test
    void a_bought_order_is_asked_for_at_once_though_its_chunk_waits_a_moment_for_others() {
        schedule.add(anOrder(1).never().watched(), NOW);

        assertThat(schedule.take(NOW, 100)).isEmpty();
        assertThat(schedule.take(NOW.plusMillis(500), 100).orElseThrow().ids())
                .containsExactly(PanelOrderId.of(100_001));
    }

    @Test
    void a_full_chunk_does_not_wait() {
        addFresh(1, 100);

        assertThat(schedule.take(NOW, 100).orElseThrow().size()).isEqualTo(100);
    }

    @Test
    void of_150_open_orders_with_the_finished_ones_last_each_is_answered() {
        addFresh(1, 150);

        Chunk first = schedule.take(NOW.plusSeconds(1), PANELS_LIMIT).orElseThrow();
        Chunk second = schedule.take(NOW.plusSeconds(1), PANELS_LIMIT).orElseThrow();

        assertThat(first.size()).isEqualTo(100);
        assertThat(second.size()).isEqualTo(50);
        Set<PanelOrderId> asked = new HashSet<>(first.ids());
        asked.addAll(second.ids());
        assertThat(asked).hasSize(150);
    }

    @Test
    void ids_that_a_panel_leaves_out_are_asked_again_before_long() {
        addFresh(1, 100);
        Chunk chunk = schedule.take(NOW, 100).orElseThrow();
        for (int place = 0; place < 50; place++) {
            chunk.unchanged(place, 1);
        }

        schedule.settle(chunk, NOW);

        Chunk again = schedule.take(NOW.plusSeconds(2), 100).orElseThrow();
        assertThat(again.ids()).containsAll(chunk.ids().subList(50, 100));
    }

    @Test
    void nothing_starves_when_the_panel_allows_less_than_is_due_and_some_never_come_back() {
        SplittableRandom random = new SplittableRandom(3);
        for (int order = 1; order <= 1000; order++) {
            schedule.add(
                    anOrder(order)
                            .in(random.nextInt(4) == 0 ? OrderStatus.COMPLETED : null)
                            .watched(),
                    NOW);
        }
        Map<Long, Integer> checks = new HashMap<>();
        Instant now = NOW;
        for (int call = 0; call < 3000; call++) {
            now = now.plusMillis(700);
            schedule.allow(30 / 0.7);
            Optional<Chunk> taken = schedule.take(now, 30);
            if (taken.isPresent()) {
                answer(taken.get(), checks);
                schedule.settle(taken.get(), now);
            }
        }

        assertThat(checks).hasSize(1000);
        assertThat(checks.values()).allMatch(count -> count >= 2);
    }

    /** Every third order is one that the panel never says anything of. */
    private static void answer(Chunk chunk, Map<Long, Integer> checks) {
        for (int place = 0; place < chunk.size(); place++) {
            checks.merge(chunk.order(place).value(), 1, Integer::sum);
            if (chunk.order(place).value() % 3 != 0) {
                chunk.unchanged(place, 1);
            }
        }
    }

    @Test
    void a_drip_feeds_parent_goes_in_a_chunk_of_its_own_kind_and_in_its_turn() {
        schedule.add(anOrder(1).never().watched(), NOW);
        schedule.add(anOrder(2).never().dripFeed().watched(), NOW);

        Chunk first = schedule.take(NOW.plusSeconds(1), 100).orElseThrow();
        Chunk second = schedule.take(NOW.plusSeconds(1), 100).orElseThrow();

        assertThat(List.of(first.kind(), second.kind()))
                .containsExactlyInAnyOrder(StatusKind.NORMAL, StatusKind.DRIP_FEED);
    }

    @Test
    void a_chunk_with_room_is_filled_with_what_is_nearly_due() {
        schedule.add(anOrder(1).watched(), NOW);
        schedule.add(anOrder(2).watched(), NOW);
        Chunk both = settleAll(NOW.plusSeconds(20));
        assertThat(both.size()).isEqualTo(2);
        schedule.hasten(new OrderId(1), 0, NOW.plusSeconds(28));

        Chunk next = schedule.take(NOW.plusSeconds(29), 100).orElseThrow();

        assertThat(next.ids()).containsExactly(PanelOrderId.of(100_001), PanelOrderId.of(100_002));
    }

    @Test
    void a_chunk_that_failed_whole_goes_back_as_it_was() {
        addFresh(1, 3);
        Chunk chunk = schedule.take(NOW.plusSeconds(1), 100).orElseThrow();
        assertThat(schedule.take(NOW.plusSeconds(5), 100)).isEmpty();

        schedule.putBack(chunk);

        assertThat(schedule.take(NOW.plusSeconds(5), 100).orElseThrow().ids()).hasSameElementsAs(chunk.ids());
    }

    @Test
    void what_is_taken_or_being_written_is_not_asked_for_again() {
        addFresh(1, 1);
        Chunk chunk = schedule.take(NOW.plusSeconds(1), 100).orElseThrow();
        chunk.find(0, Found.CHANGED);
        schedule.settle(chunk, NOW.plusSeconds(1));

        assertThat(schedule.take(NOW.plus(Duration.ofDays(1)), 100)).isEmpty();

        schedule.written(anOrder(1).in(OrderStatus.PENDING).watched(), 0, NOW.plus(Duration.ofDays(1)));
        assertThat(schedule.take(NOW.plus(Duration.ofDays(2)), 100)).isPresent();
    }

    @Test
    void the_orders_of_a_revoked_partition_are_dropped_and_a_late_answer_to_them_is_nobodys() {
        schedule.add(anOrder(1).never().on(3).watched(), NOW);
        schedule.add(anOrder(2).never().on(4).watched(), NOW);
        Chunk chunk = schedule.take(NOW.plusSeconds(1), 100).orElseThrow();

        assertThat(schedule.drop(partition -> partition == 3)).isEqualTo(1);
        chunk.unchanged(0, 1);
        chunk.unchanged(1, 1);
        schedule.settle(chunk, NOW.plusSeconds(2));

        assertThat(schedule.size()).isEqualTo(1);
        assertThat(schedule.take(NOW.plus(Duration.ofHours(1)), 100)
                        .orElseThrow()
                        .ids())
                .containsExactly(PanelOrderId.of(100_002));
    }

    @Test
    void an_order_that_came_back_while_an_old_answer_was_under_way_is_scheduled_once() {
        schedule.add(anOrder(1).never().on(3).watched(), NOW);
        Chunk old = schedule.take(NOW.plusSeconds(1), 100).orElseThrow();
        schedule.drop(partition -> partition == 3);
        schedule.add(anOrder(1).never().on(3).watched(), NOW.plusSeconds(1));

        schedule.settle(old, NOW.plusSeconds(2));

        assertThat(schedule.take(NOW.plusSeconds(2), 100)).isPresent();
        assertThat(schedule.take(NOW.plusSeconds(9), 100)).isEmpty();
    }

    @Test
    void an_order_is_watched_once_however_often_it_is_added() {
        assertThat(schedule.add(anOrder(1).watched(), NOW)).isTrue();
        assertThat(schedule.add(anOrder(1).watched(), NOW)).isFalse();
        assertThat(schedule.size()).isEqualTo(1);
    }

    @Test
    void the_watch_ends_with_the_warranty() {
        schedule.add(
                anOrder(1).in(OrderStatus.COMPLETED).until(NOW.plusSeconds(60)).watched(), NOW);

        settleAll(NOW.plus(Duration.ofHours(1)));

        assertThat(schedule.size()).isZero();
    }

    @Test
    void a_million_loaded_orders_are_not_due_in_one_moment() {
        for (int order = 1; order <= 10_000; order++) {
            schedule.add(anOrder(order).changed(NOW.minus(Duration.ofHours(1))).watched(), NOW);
        }

        assertThat(schedule.take(NOW.plusSeconds(2), 10)).isPresent();
        assertThat(schedule.ready()).isBetween(10, 200);
    }

    @Test
    void all_wait_longer_in_proportion_when_the_panel_allows_less_than_they_want() {
        for (int order = 1; order <= 5000; order++) {
            schedule.add(anOrder(order).watched(), NOW);
        }

        schedule.allow(100);
        assertThat(schedule.stretch()).isBetween(4.0, 6.0);
        schedule.allow(100_000);
        assertThat(schedule.stretch()).isEqualTo(1);
    }

    @Test
    void however_little_the_panel_allows_no_backlog_stays() {
        for (int order = 1; order <= 2000; order++) {
            schedule.add(anOrder(order).changed(NOW.minus(Duration.ofHours(5))).watched(), NOW);
        }
        Instant now = NOW;
        for (int second = 0; second < 4 * 3600; second++) {
            now = now.plusSeconds(1);
            schedule.allow(20); // a fifth of what the thousand that move every ten seconds want
            Optional<Chunk> taken = schedule.take(now, 20);
            if (taken.isPresent()) {
                move(taken.get());
                schedule.settle(taken.get(), now);
            }
        }

        assertThat(schedule.stretch()).isBetween(4.0, 6.0);
        assertThat(schedule.ready()).isLessThan(60);
    }

    /** Every other order moves at every look. */
    private static void move(Chunk chunk) {
        for (int place = 0; place < chunk.size(); place++) {
            if (chunk.order(place).value() % 2 == 0) {
                chunk.moved(place, null);
            } else {
                chunk.unchanged(place, 1);
            }
        }
    }

    @Test
    void to_hasten_what_is_overdue_makes_it_no_later() {
        addFresh(1, 300);
        assertThat(schedule.take(NOW.plusSeconds(1), 100)).isPresent();

        schedule.hasten(new OrderId(101), 0, NOW.plusSeconds(2));

        assertThat(schedule.take(NOW.plusSeconds(2), 100).orElseThrow().ids()).contains(PanelOrderId.of(100_101));
    }

    @Test
    void what_is_hastened_while_it_is_asked_for_is_asked_for_once_more_at_once() {
        schedule.add(anOrder(1).watched(), NOW);
        Chunk asked = schedule.take(NOW.plusSeconds(20), 100).orElseThrow();
        schedule.hasten(new OrderId(1), 0, NOW.plusSeconds(20));
        asked.unchanged(0, 1);
        schedule.settle(asked, NOW.plusSeconds(21));

        Chunk again = schedule.take(NOW.plusSeconds(22), 100).orElseThrow();
        again.unchanged(0, 1);
        schedule.settle(again, NOW.plusSeconds(22));

        assertThat(schedule.take(NOW.plusSeconds(23), 100)).isEmpty();
    }

    @Test
    void what_may_have_been_written_is_asked_for_before_long_and_whatever_comes_is_news() {
        schedule.add(anOrder(1).watched(), NOW);
        for (int outage = 0; outage < 10; outage++) {
            Instant at = NOW.plusSeconds(20 * (outage + 1));
            Chunk chunk = schedule.take(at, 100).orElseThrow();
            chunk.find(0, Found.CHANGED);
            schedule.settle(chunk, at);
            schedule.notWritten(new OrderId(1), 0, at);
        }

        Chunk again = schedule.take(NOW.plusSeconds(220), 100).orElseThrow();

        assertThat(again.published(0)).isZero();
        assertThat(again.seen(0)).isZero();
    }

    @Test
    void a_child_is_taken_up_only_where_its_order_is_watched() {
        assertThat(schedule.addChild(anOrder(1).child(1).watched(), NOW)).isFalse();
        schedule.add(anOrder(1).watched(), NOW);
        assertThat(schedule.addChild(anOrder(1).child(1).watched(), NOW)).isTrue();
    }

    private void addFresh(int from, int to) {
        for (int order = from; order <= to; order++) {
            schedule.add(anOrder(order).never().watched(), NOW);
        }
    }

    private Chunk settleAll(Instant at) {
        Chunk chunk = schedule.take(at, 100).orElseThrow();
        for (int place = 0; place < chunk.size(); place++) {
            chunk.unchanged(place, 1);
        }
        schedule.settle(chunk, at);
        return chunk;
    }
}
