package io.ordertrail.notifier.delivery;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import io.ordertrail.notifier.message.MessageFactory;
import io.ordertrail.notifier.subscription.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointQueueTest {

    private static final Duration LEASE = ofSeconds(60);
    private static final AttemptResult OK = AttemptResult.of(Verdict.TAKEN, 200, "", ofMillis(5));
    private static final AttemptResult BAD = AttemptResult.of(Verdict.FAILED, 500, "", ofMillis(5));

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private long ids;

    @Test
    void no_more_is_under_way_than_the_limit() {
        EndpointQueue lane = lane(3, 1000);
        offer(lane, 5);

        assertThat(take(lane)).hasSize(3);
        lane.ended(OK, now);
        assertThat(take(lane)).hasSize(1);
    }

    @Test
    void no_more_is_sent_in_a_second_than_the_rate() {
        EndpointQueue lane = lane(100, 10);
        offer(lane, 25);

        assertThat(take(lane)).hasSize(10);
        now = now.plusMillis(500);
        assertThat(take(lane)).hasSize(5);
        now = now.plusSeconds(60);
        assertThat(take(lane)).hasSize(10);
    }

    @Test
    void before_the_first_answer_no_more_is_claimed_than_can_be_sent_at_once() {
        assertThat(lane(8, 1000).room(now, LEASE)).isEqualTo(8);
    }

    @Test
    void of_a_fast_endpoint_more_is_claimed_ahead_and_of_a_slow_one_not() {
        EndpointQueue fast = lane(8, 1000);
        end(fast, OK);
        assertThat(fast.room(now, LEASE)).isEqualTo(8 * 16);

        EndpointQueue slow = lane(8, 1000);
        end(slow, AttemptResult.of(Verdict.TAKEN, 200, "", ofSeconds(14)));
        assertThat(slow.room(now, LEASE)).isEqualTo(8);
    }

    @Test
    void an_overloaded_receiver_is_left_alone_for_as_long_as_it_says_and_gets_half_as_much_then() {
        EndpointQueue lane = lane(8, 1000);
        end(lane, new AttemptResult(Verdict.OVERLOADED, 429, "", Optional.of(ofSeconds(30)), ofMillis(5)));

        assertThat(lane.room(now.plusSeconds(29), LEASE)).isZero();
        offer(lane, 20);
        now = now.plusSeconds(31);
        assertThat(take(lane)).hasSize(4);
    }

    @Test
    void the_window_grows_again_with_successes() {
        EndpointQueue lane = lane(8, 1000);
        end(lane, new AttemptResult(Verdict.OVERLOADED, 429, "", Optional.empty(), ofMillis(5)));
        now = now.plusSeconds(60);
        for (int i = 0; i < 4; i++) {
            end(lane, OK);
        }
        offer(lane, 20);
        assertThat(take(lane)).hasSize(8);
        assertThat(lane.isHealthy()).isTrue();
    }

    @Test
    void after_failures_in_a_row_the_circuit_opens_and_only_a_probe_goes_through() {
        EndpointQueue lane = lane(8, 1000);
        failFiveTimes(lane);

        assertThat(lane.isOpen()).isTrue();
        assertThat(lane.room(now, LEASE)).isZero();
        now = now.plusSeconds(1);
        assertThat(lane.room(now, LEASE)).isEqualTo(1);
        offer(lane, 3);
        assertThat(take(lane)).hasSize(1);
    }

    @Test
    void a_probe_that_succeeds_closes_it() {
        EndpointQueue lane = lane(8, 1000);
        failFiveTimes(lane);
        now = now.plusSeconds(1);
        end(lane, OK);

        assertThat(lane.isOpen()).isFalse();
        assertThat(lane.room(now, LEASE)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void a_probe_that_fails_doubles_the_pause_up_to_the_longest() {
        EndpointQueue lane = lane(8, 1000);
        failFiveTimes(lane);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant from = now;
            while (lane.isPaused(now)) {
                now = now.plusMillis(500);
            }
            pauses.add(Duration.between(from, now).toSeconds());
            end(lane, BAD);
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void what_is_undeliverable_by_itself_says_nothing_against_the_endpoint() {
        EndpointQueue lane = lane(8, 1000);
        for (int i = 0; i < 10; i++) {
            end(lane, AttemptResult.of(Verdict.UNDELIVERABLE, 554, "", ofMillis(5)));
        }
        assertThat(lane.isOpen()).isFalse();
    }

    private void failFiveTimes(EndpointQueue lane) {
        for (int i = 0; i < 5; i++) {
            end(lane, BAD);
        }
    }

    private void end(EndpointQueue lane, AttemptResult answer) {
        offer(lane, 1);
        assertThat(lane.next(now)).isPresent();
        lane.ended(answer, now);
    }

    private List<ClaimedDelivery> take(EndpointQueue lane) {
        List<ClaimedDelivery> taken = new ArrayList<>();
        for (var next = lane.next(now); next.isPresent(); next = lane.next(now)) {
            taken.add(next.get());
        }
        return taken;
    }

    private void offer(EndpointQueue lane, int count) {
        for (int i = 0; i < count; i++) {
            lane.offer(new ClaimedDelivery(
                    ids++,
                    1,
                    0,
                    Subscriptions.webhook("acme"),
                    null,
                    new MessageFactory().test("sub_1", null, "n" + ids, now),
                    now,
                    now.plus(LEASE)));
        }
    }

    private static EndpointQueue lane(int concurrency, int rate) {
        return new EndpointQueue(new EndpointQueue.Limits(concurrency, rate, 5, ofSeconds(1), ofSeconds(60)));
    }
}
