package io.ordertrail.intake.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.intake.doubt.IdScan.Limits;
import io.ordertrail.intake.doubt.IdScanResult.SilentId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.panel.Ticket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdScanTest {

    private static final OrderAnswer DENIED = new OrderAnswer.Denied("Incorrect order ID");

    private final StatusPanel panel = new StatusPanel();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final IdScan scan =
            new IdScan(panel, new Limits(10, 3, 2, Duration.ZERO, Duration.ofSeconds(30)), () -> now);

    @Test
    void a_round_makes_a_bounded_number_of_calls_and_the_next_goes_on_where_it_stopped() {
        SearchedRange range = range(1, 50);

        IdScanResult first = round(range);
        assertThat(first.searched()).containsExactly(range(1, 30));
        assertThat(first.stopped()).isEmpty();
        assertThat(first.asked(range)).isFalse();

        IdScanResult second = round(range);
        assertThat(second.asked(range)).isTrue();
        assertThat(panel.asked())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void what_a_complete_search_saw_is_kept_until_it_is_forgotten() {
        panel.answers = (id, _) -> id == 7 ? seen("0.90") : DENIED;
        round(range(1, 20));

        assertThat(round(range(1, 20)).unmatched()).hasSize(1);
        assertThat(panel.calls).hasSize(2);

        scan.forgetComplete();
        assertThat(round(range(1, 20)).unmatched())
                .singleElement()
                .satisfies(found -> assertThat(found.id()).isEqualTo(7));
        assertThat(panel.calls).hasSize(4);
    }

    @Test
    void a_rate_limit_stops_the_round_and_the_search_goes_on_when_it_is_over_without_asking_again() {
        panel.refuseCall = 2;
        IdScanResult stopped = round(range(1, 30));

        assertThat(stopped.stopped()).contains("Rate limit exceeded");
        assertThat(stopped.searched()).containsExactly(range(1, 10));
        assertThat(stopped.silent()).isEmpty();
        assertThat(round(range(1, 30)).stopped()).contains("Rate limit exceeded");
        assertThat(panel.calls).hasSize(2);

        now = now.plusSeconds(30);
        assertThat(round(range(1, 30)).asked(range(1, 30))).isTrue();
        assertThat(panel.calls).hasSize(4);
    }

    @Test
    void ids_that_say_nothing_among_others_are_asked_alone_so_many_in_a_round() {
        panel.answers = (id, alone) -> id > 7 && !alone ? null : DENIED;

        IdScanResult first = round(range(1, 10));
        assertThat(first.silent()).containsExactly(silent(10));
        assertThat(first.isSilentIn(range(1, 10))).isTrue();
        assertThat(first.isSilentIn(range(1, 9))).isFalse();

        assertThat(round(range(1, 10)).silent()).isEmpty();
        assertThat(panel.calls).hasSize(4);
    }

    @Test
    void an_id_that_is_silent_alone_stays_silent_and_is_asked_once_in_a_round() {
        panel.answers = (id, _) -> id == 5 ? new OrderAnswer.Unreadable("maintenance") : DENIED;

        assertThat(round(range(1, 10)).silent()).containsExactly(silent(5));
        assertThat(panel.calls).hasSize(2);
        assertThat(round(range(1, 10)).silent()).containsExactly(silent(5));
        assertThat(panel.calls).hasSize(3);
    }

    @Test
    void an_order_that_only_answers_alone_is_found() {
        panel.answers = (id, alone) -> id != 5 ? DENIED : alone ? seen("0.90") : null;

        assertThat(round(range(1, 10)).unmatched())
                .containsExactly(new UnmatchedPanelOrder(
                        StatusKind.NORMAL,
                        5,
                        OrderStatus.PENDING,
                        Optional.of(new BigDecimal("0.90")),
                        OptionalLong.empty()));
    }

    @Test
    void an_error_for_a_batch_says_nothing_of_its_ids() {
        panel.refusal = RefusalKind.NOT_FOUND;
        panel.refuseCall = 1;

        assertThat(round(range(1, 10)).silent()).hasSize(8);
    }

    @Test
    void a_call_that_may_not_be_made_ends_the_round() {
        assertThat(scan.over(
                                List.of(range(1, 30)),
                                () -> Uni.createFrom().failure(new IllegalStateException("another replica")))
                        .onFailure()
                        .recoverWithNull()
                        .await()
                        .indefinitely())
                .isNull();
        assertThat(panel.calls).isEmpty();
    }

    @Test
    void ranges_of_two_id_spaces_are_asked_by_their_kinds() {
        SearchedRange dripFeeds = new SearchedRange(StatusKind.DRIP_FEED, 1, 10);

        IdScanResult result = scan.over(
                        List.of(range(1, 10), dripFeeds), () -> Uni.createFrom().voidItem())
                .await()
                .indefinitely();

        assertThat(result.searched()).containsExactly(range(1, 10), dripFeeds);
        assertThat(panel.kinds).containsExactly(StatusKind.NORMAL, StatusKind.DRIP_FEED);
    }

    private IdScanResult round(SearchedRange range) {
        return scan.over(List.of(range), () -> Uni.createFrom().voidItem())
                .await()
                .indefinitely();
    }

    private static SearchedRange range(long from, long to) {
        return new SearchedRange(StatusKind.NORMAL, from, to);
    }

    private static SilentId silent(long id) {
        return new SilentId(StatusKind.NORMAL, id);
    }

    private static OrderAnswer seen(String charge) {
        return new OrderAnswer.Seen(
                OrderStatus.PENDING, "Pending", null, null, new Money(new BigDecimal(charge), "USD"), List.of());
    }

    /** Answers {@code status} as the test says, and nothing else. */
    private static final class StatusPanel implements Panel {
        private final List<List<PanelOrderId>> calls = new ArrayList<>();
        private final List<StatusKind> kinds = new ArrayList<>();
        private BiFunction<Long, Boolean, @Nullable OrderAnswer> answers = (_, _) -> DENIED;
        private RefusalKind refusal = RefusalKind.RATE_LIMITED;
        private int refuseCall;

        List<Long> asked() {
            return calls.stream()
                    .flatMap(List::stream)
                    .map(id -> Long.parseLong(id.value()))
                    .toList();
        }

        @Override
        public Uni<Outcome<Map<PanelOrderId, OrderAnswer>>> status(StatusKind kind, Collection<PanelOrderId> ids) {
            calls.add(List.copyOf(ids));
            kinds.add(kind);
            if (calls.size() == refuseCall) {
                return Uni.createFrom().item(new Outcome.Refused<>(Refusal.of(refusal, "Rate limit exceeded")));
            }
            Map<PanelOrderId, OrderAnswer> found = new LinkedHashMap<>();
            for (PanelOrderId id : ids) {
                OrderAnswer answer = answers.apply(Long.parseLong(id.value()), ids.size() == 1);
                if (answer != null) {
                    found.put(id, answer);
                }
            }
            return Uni.createFrom().item(new Outcome.Answered<>(found));
        }

        @Override
        public PanelName name() {
            return new PanelName("status");
        }

        @Override
        public Dialect dialect() {
            return Dialect.find("standard").orElseThrow();
        }

        @Override
        public Uni<Outcome<List<ServiceListing>>> services() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Outcome<PlacedOrder>> add(OrderContent content, String serviceType, SendWindow window) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Outcome<Buffer>> statusRaw(StatusKind kind, Collection<PanelOrderId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Map<PanelOrderId, OrderAnswer>> readStatus(Buffer answer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OrderAnswer readStatusEntry(String entry) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Outcome<Map<PanelOrderId, RefillAnswer>>> refill(Collection<PanelOrderId> ids, SendWindow window) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Outcome<Map<RefillId, RefillStatusAnswer>>> refillStatus(Collection<RefillId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Outcome<Map<PanelOrderId, CancelAnswer>>> cancel(Collection<PanelOrderId> ids, SendWindow window) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Outcome<Money>> balance() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Outcome<TicketId>> createTicket(Ticket ticket, SendWindow window) {
            throw new UnsupportedOperationException();
        }
    }
}
