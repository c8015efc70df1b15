package io.ordertrail.poller.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.OrderAnswer.Denied;
import io.ordertrail.panel.OrderAnswer.Seen;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.poller.budget.CallBudget;
import io.ordertrail.poller.budget.PanelHealth;
import io.ordertrail.poller.schedule.Cadence;
import io.ordertrail.poller.schedule.CadenceSettings;
import io.ordertrail.poller.schedule.PanelSchedule;
import io.ordertrail.poller.schedule.ScheduleSettings;
import io.ordertrail.poller.schedule.ScheduledOrder;
import io.ordertrail.poller.storage.StatusObservation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A poller against a panel that answers at once, in virtual time. */
class PanelPollerTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T12:00:00Z");

    private final FakePanel panel = new FakePanel();
    private final List<StatusObservation> seen = new ArrayList<>();
    private Instant now = BEGIN;
    private boolean written;
    private final PanelSchedule schedule =
            new PanelSchedule(new Cadence(CadenceSettings.standard()), ScheduleSettings.standard(), BEGIN);
    private final PanelPoller poller = new PanelPoller(
            new EventLoopPanels(List.of(new EventLoopPanel(Runnable::run, panel))),
            schedule,
            new CallBudget(10, 4, BEGIN),
            new PanelHealth(Duration.ofSeconds(1), Duration.ofMinutes(2)),
            this::sighted,
            new PollerMetrics(new SimpleMeterRegistry(), new PanelName("fake"), schedule),
            () -> now);

    @Test
    void what_may_be_news_is_handed_on_once() {
        watch(1, 150);

        run(Duration.ofSeconds(30));

        assertThat(seen).hasSize(150);
        assertThat(seen.stream().map(StatusObservation::order).distinct()).hasSize(150);
    }

    @Test
    void no_more_calls_are_made_than_the_panel_allows() {
        watch(1, 100_000);

        run(Duration.ofSeconds(60));

        assertThat(panel.calls).isBetween(590, 610);
    }

    @Test
    void a_chunk_that_failed_whole_is_asked_again_after_a_pause_and_nothing_is_lost() {
        watch(1, 100);
        panel.failing = 1;

        run(Duration.ofMillis(900));
        assertThat(panel.calls).isEqualTo(1);

        run(Duration.ofSeconds(5));
        assertThat(seen).hasSize(100);
    }

    @Test
    void an_order_that_makes_its_call_fail_is_found_by_halves_and_the_others_are_answered() {
        watch(1, 100);
        panel.poisons.add(PanelOrderId.of(42));

        run(Duration.ofMinutes(2));

        assertThat(seen).hasSize(99);
        assertThat(seen).noneMatch(sighting -> sighting.order().value() == 42);
    }

    @Test
    void several_orders_that_make_their_calls_fail_keep_the_others_from_nothing() {
        written = true;
        watch(1, 1000);
        for (int order = 25; order <= 1000; order += 50) {
            panel.poisons.add(PanelOrderId.of(order));
        }

        run(Duration.ofMinutes(10));
        assertThat(seen.stream().map(StatusObservation::order).distinct()).hasSize(980);
        assertThat(seen)
                .noneMatch(sighting ->
                        panel.poisons.contains(PanelOrderId.of(sighting.order().value())));
        assertThat(poller.isDown()).isFalse();

        // From now on each is asked for alone, ever less often.
        int calls = panel.calls;
        int spoilt = panel.spoilt.size();
        run(Duration.ofMinutes(30));
        assertThat(panel.spoilt.subList(spoilt, panel.spoilt.size()))
                .hasSizeLessThan(20 * 8)
                .containsOnly(1);
        assertThat(panel.calls).isGreaterThan(calls);
    }

    @Test
    void a_refusal_of_one_order_for_another_reason_than_its_id_denies_nothing() {
        watch(1, 1);
        panel.refusal = RefusalKind.BAD_ORDER;
        panel.denied = PanelOrderId.of(1);

        run(Duration.ofMinutes(1));

        assertThat(seen).isEmpty();
        assertThat(poller.isDown()).isFalse();
    }

    @Test
    void an_order_whose_answer_breaks_us_is_found_by_halves_and_the_others_are_answered() {
        watch(1, 250);
        panel.breaking = PanelOrderId.of(42);

        run(Duration.ofMinutes(2));

        assertThat(seen).hasSize(249);
        assertThat(poller.underWay()).isZero();
    }

    @Test
    void a_call_that_cannot_even_begin_is_made_again() {
        watch(1, 100);
        panel.unable = 3;

        run(Duration.ofSeconds(30));

        assertThat(seen).hasSize(100);
        assertThat(poller.underWay()).isZero();
    }

    @Test
    void an_order_that_turns_its_whole_batch_into_an_incorrect_order_id_is_denied_alone() {
        watch(1, 100);
        panel.denied = PanelOrderId.of(77);

        run(Duration.ofMinutes(1));

        assertThat(seen).hasSize(100);
        assertThat(seen)
                .filteredOn(sighting -> sighting.answer() instanceof Denied)
                .extracting(StatusObservation::order)
                .containsExactly(new OrderId(77));
    }

    @Test
    void a_panel_that_is_down_is_probed_ever_less_and_asked_again_when_it_is_back() {
        watch(1, 500);
        panel.failing = Integer.MAX_VALUE;
        run(Duration.ofMinutes(10));
        assertThat(panel.calls).isLessThan(20);
        assertThat(poller.isDown()).isTrue();
        assertThat(seen).isEmpty();

        panel.failing = 0;
        run(Duration.ofMinutes(3));

        assertThat(poller.isDown()).isFalse();
        assertThat(seen).hasSize(500);
    }

    @Test
    void a_rate_limit_is_waited_out_and_marks_no_order() {
        watch(1, 100);
        panel.limited = Optional.of(Duration.ofSeconds(30));
        run(Duration.ofSeconds(29));
        assertThat(panel.calls).isEqualTo(1);

        panel.limited = Optional.empty();
        run(Duration.ofSeconds(10));
        assertThat(seen).hasSize(100);
    }

    @Test
    void a_panel_that_answers_the_first_fifty_only_answers_for_all_in_the_end() {
        watch(1, 300);
        panel.answersAtMost = 50;

        run(Duration.ofMinutes(2));

        assertThat(seen).hasSize(300);
    }

    @Test
    void after_stop_no_call_begins() {
        watch(1, 100);
        poller.stop();

        run(Duration.ofMinutes(1));

        assertThat(panel.calls).isZero();
    }

    private void sighted(List<StatusObservation> sightings) {
        seen.addAll(sightings);
        if (written) {
            sightings.forEach(sighting -> schedule.written(order(sighting.order()), 0, now));
        }
    }

    private void watch(int from, int to) {
        for (long order = from; order <= to; order++) {
            schedule.add(order(new OrderId(order)), BEGIN);
        }
    }

    private static ScheduledOrder order(OrderId id) {
        return new ScheduledOrder(
                id,
                0,
                0,
                PanelOrderId.of(id.value()),
                false,
                100L,
                null,
                null,
                0,
                false,
                null,
                BEGIN,
                null,
                null,
                null,
                0);
    }

    private void run(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            poller.pump();
            now = now.plusMillis(50);
        }
    }

    /** Logged often, so without a trace. */
    private static final class OurMistake extends RuntimeException {

        private static final long serialVersionUID = 1;

        OurMistake(String message) {
            super(message, null, false, false);
        }
    }

    /** Answers Pending unless set to do otherwise. */
    private static final class FakePanel extends OnlyStatusPanel {

        private int calls;
        private int failing;
        private int answersAtMost = 100;
        private int unable;
        private PanelOrderId breaking = PanelOrderId.of(-1);
        private final Set<PanelOrderId> poisons = new HashSet<>();
        /** How many orders each call asked for that one of the poisons made fail. */
        private final List<Integer> spoilt = new ArrayList<>();

        private PanelOrderId denied = PanelOrderId.of(-1);
        private RefusalKind refusal = RefusalKind.NOT_FOUND;
        private Optional<Duration> limited = Optional.empty();

        @Override
        public Uni<Outcome<Buffer>> statusRaw(StatusKind kind, Collection<PanelOrderId> ids) {
            if (unable > 0) {
                unable--;
                throw new OurMistake("no call can be made");
            }
            return super.statusRaw(kind, ids);
        }

        @Override
        Outcome<Map<PanelOrderId, OrderAnswer>> answer(List<PanelOrderId> ids) {
            calls++;
            if (ids.contains(breaking)) {
                throw new OurMistake("an answer that nobody thought of");
            }
            if (failing > 0) {
                failing--;
                return unknown();
            }
            if (ids.stream().anyMatch(poisons::contains)) {
                spoilt.add(ids.size());
                return unknown();
            }
            if (limited.isPresent()) {
                return new Outcome.Refused<>(new Refusal(RefusalKind.RATE_LIMITED, "Rate limit exceeded", limited));
            }
            if (ids.contains(denied)) {
                return new Outcome.Refused<>(Refusal.of(refusal, "Incorrect order ID"));
            }
            Map<PanelOrderId, OrderAnswer> answers = new HashMap<>();
            ids.stream()
                    .limit(answersAtMost)
                    .forEach(id -> answers.put(
                            id, new Seen(OrderStatus.PENDING, "Pending", 1L, 100L, Money.of("1", "USD"), List.of())));
            return new Outcome.Answered<>(answers);
        }
    }
}
