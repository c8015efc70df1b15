package io.ordertrail.local.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.SubmissionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final ShopId SHOP = new ShopId("shop");
    private static final OrderRef ORDER = new OrderRef(
            new OrderId(7),
            SHOP,
            new Reference("A"),
            new PanelName("smmnew"),
            new PanelOrderId("1"),
            new ServiceId("1"),
            List.of(),
            null);

    private final Progress progress = new Progress();

    @Test
    void an_order_that_nobody_took_is_missing() {
        assertThat(missing(false)).containsExactly("A was not taken by order-intake");
    }

    @Test
    void an_order_under_way_is_missing() {
        apply(status(1, OrderStatus.IN_PROGRESS));

        assertThat(missing(false)).containsExactly("A at smmnew is active");
    }

    @Test
    void a_settled_order_whose_events_were_delivered_is_not_missing() {
        apply(status(1, OrderStatus.IN_PROGRESS), status(2, OrderStatus.COMPLETED));

        assertThat(missing(false)).isEmpty();
    }

    @Test
    void an_order_that_will_drop_is_missing_until_its_refill_is_settled() {
        apply(status(1, OrderStatus.COMPLETED));
        assertThat(missing(true)).containsExactly("A at smmnew will drop, and was not refilled");

        apply(new RefillEvent.RefillRequested(ORDER, 1, Instant.EPOCH, null, 1));
        assertThat(missing(true)).containsExactly("A at smmnew is completed, its refill is open");

        apply(new RefillEvent.RefillCompleted(ORDER, 2, Instant.EPOCH, null));
        assertThat(missing(true)).isEmpty();
    }

    @Test
    void webhooks_and_mails_that_did_not_arrive_are_missing() {
        apply(new SubmissionEvent.OrderRejected(
                ORDER, 1, Instant.EPOCH, SubmissionEvent.RejectionReason.UNKNOWN_SERVICE, "no"));

        assertThat(progress.missing(SHOP, List.of(), Set.of(), 0))
                .containsExactly("1 webhooks of 1 have not arrived", "1 mails of 1 have not arrived");
    }

    @Test
    void a_status_that_is_read_before_the_purchase_stands() {
        apply(status(1, OrderStatus.COMPLETED));
        apply(new SubmissionEvent.OrderReceived(
                ORDER, 1, Instant.EPOCH, OrderContent.of(new ServiceId("1"), "https://example.org/p", 10)));

        assertThat(progress.orders()).extracting(OrderProgress::stage).containsExactly(Stage.COMPLETED);
    }

    @Test
    void a_repeat_counts_once() {
        apply(status(1, OrderStatus.COMPLETED), status(1, OrderStatus.COMPLETED));

        assertThat(progress.mailsDue()).isEqualTo(1);
    }

    @Test
    void the_table_has_a_row_for_each_panel_and_one_for_all() {
        apply(status(1, OrderStatus.PARTIAL));

        ProgressTable board =
                new ProgressTable(progress.orders(), java.util.Map.of("smmgulf", 5L), java.util.Map.of(), List.of());

        assertThat(board.lines()).hasSize(4);
        assertThat(board.lines().get(1)).startsWith("smmgulf");
        assertThat(board.lines().get(2)).startsWith("smmnew").contains("1");
        assertThat(board.oneLine()).startsWith("1 orders (1 partial), 5 checks");
    }

    private void apply(LifecycleEvent... events) {
        Stream.of(events).forEach(progress::apply);
    }

    private List<String> missing(boolean refill) {
        Set<ReceivedEvent> received = Stream.of("order.status-changed", "refill.requested", "refill.completed")
                .flatMap(type -> Stream.of(1, 2).map(revision -> new ReceivedEvent(type, "7", revision)))
                .collect(Collectors.toSet());
        return progress.missing(SHOP, List.of(new ExpectedOrder(new Reference("A"), refill)), received, 100);
    }

    private static StatusEvent.StatusChanged status(long revision, OrderStatus status) {
        return new StatusEvent.StatusChanged(
                ORDER,
                revision,
                Instant.EPOCH,
                status,
                null,
                status.name(),
                new StatusEvent.Progress(null, null, null),
                null,
                null);
    }
}
