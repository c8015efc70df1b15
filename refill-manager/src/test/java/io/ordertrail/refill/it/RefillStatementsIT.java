package io.ordertrail.refill.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.domain.Warranty;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.refill.lifecycle.DueRefillRules;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.Refill.Request;
import io.ordertrail.refill.lifecycle.Refill.Tally;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.MeasurementState;
import io.ordertrail.refill.order.OrderUnderWarranty.PanelSnapshot;
import io.ordertrail.refill.order.OrderUnderWarranty.Purchase;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.storage.DueRefillQueries;
import io.ordertrail.refill.storage.NewOrderUnderWarranty;
import io.ordertrail.refill.storage.RefillRepository;
import io.ordertrail.refill.storage.RefillRepository.Decision;
import io.ordertrail.refill.storage.StoredRefills;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The statements do on PostgreSQL what {@link StoredRefills} says, for every pair of states. The exploration of all
 * interleavings stands on that.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(RefillSimulatorResource.class)
class RefillStatementsIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final AtomicLong LAST = new AtomicLong(5_000_000);
    private static final Set<RefillState> OPEN = EnumSet.copyOf(
            Arrays.stream(RefillState.values()).filter(RefillState::isOpen).toList());
    private static final Set<RefillState> ENDED = EnumSet.complementOf(EnumSet.copyOf(OPEN));

    @Inject
    Pool pool;

    @Inject
    RefillRepository repository;

    @Inject
    DueRefillQueries queries;

    @Inject
    RefillPolicies policies;

    /** Not configured, so that no worker of the service touches it. */
    private final PanelName panel = new PanelName("p-" + UUID.randomUUID());

    @Test
    void every_change_of_every_state_is_stored_as_specified() {
        int cases = 0;
        for (int from = 0; from <= OPEN.size(); from++) {
            RefillState before = from == 0 ? null : List.copyOf(OPEN).get(from - 1);
            for (Target target : targets(before)) {
                check(before, target);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(2 + OPEN.size() + OPEN.size() * (2 + OPEN.size() + 2 * ENDED.size()));
    }

    @Test
    void a_second_open_refill_is_refused_and_nothing_is_written() {
        for (RefillState first : OPEN) {
            for (RefillState second : OPEN) {
                StoredRefills rows = stored(first);
                Decision decision = before -> new OrderRefillState(
                        changed(before.order()),
                        refill(0, before.order().id(), second, 1),
                        before.newerOnLink(),
                        List.of(),
                        List.of(),
                        List.of());

                assertThatThrownBy(() -> rows.decide(false, decision))
                        .hasMessageContaining("refill_one_open_per_order");
                assertThatThrownBy(() -> decide(rows.order().id(), decision))
                        .hasMessageContaining("refill_one_open_per_order");
                assertThat(load(rows.order().id())).isEqualTo(rows.load(false));
            }
        }
    }

    @Test
    void a_refill_is_due_in_its_state_and_from_its_time_on() {
        Map<OrderId, StoredRefills> all = new HashMap<>();
        for (RefillState state : OPEN) {
            StoredRefills rows = stored(state);
            all.put(rows.order().id(), rows);
        }
        for (Set<RefillState> states : List.of(
                DueRefillRules.EXPIRING,
                DueRefillRules.TO_REQUEST,
                DueRefillRules.TO_FOLLOW,
                DueRefillRules.TO_ESCALATE)) {
            for (int millis = -1; millis <= 1; millis++) {
                Instant now = NOW.plus(Duration.ofHours(1)).plusMillis(millis);
                List<OrderId> specified = all.values().stream()
                        .filter(rows -> rows.isDue(states, now))
                        .map(rows -> rows.order().id())
                        .toList();

                assertThat(queries.in(panel, now, 100, states).await().atMost(LONG))
                        .containsExactlyInAnyOrderElementsOf(specified);
            }
        }
    }

    @Test
    void of_many_replicas_that_claim_at_once_one_does() {
        DueRefillRules rules = new DueRefillRules(policies, Duration.ofMinutes(5));
        OrderId id = stored(RefillState.DUE).order().id();
        Purchase purchase = new Purchase("Followers", true, Warranty.ofDays(30), null, 100L, NOW.minusSeconds(3600));
        decide(
                id,
                before -> before.with(new OrderUnderWarranty(
                        before.order().ref(),
                        purchase,
                        before.order().snapshot(),
                        before.order().measurements(),
                        before.order().history(),
                        before.order().revision())));
        Instant now = NOW.plus(Duration.ofHours(2));
        AtomicLong fence =
                new AtomicLong(Objects.requireNonNull(load(id).open()).fence());

        long claims = Multi.createFrom()
                .iterable(IntStream.range(0, 12).boxed().toList())
                .onItem()
                .transformToUniAndMerge(_ -> {
                    AtomicReference<@Nullable OrderRefillState> before = new AtomicReference<>();
                    return repository
                            .decide(List.of(id), now, state -> {
                                before.set(state);
                                return rules.claim(state, now);
                            })
                            .map(decided -> decided.stream()
                                    .filter(after -> !after.equals(before.get()))
                                    .count());
                })
                .collect()
                .with(Collectors.summingLong(Long::longValue))
                .await()
                .atMost(LONG);

        assertThat(claims).isOne();
        assertThat(load(id).open())
                .satisfies(refill -> assertThat(refill.state()).isEqualTo(RefillState.REQUESTING))
                .satisfies(refill -> assertThat(refill.fence()).isEqualTo(fence.get() + 1));
    }

    /** What a decision leaves behind. */
    private record Target(
            @Nullable RefillState open, @Nullable RefillState ended, boolean another, boolean changesOrder) {}

    private static List<Target> targets(@Nullable RefillState before) {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target(before, null, false, false));
        targets.add(new Target(before, null, false, true));
        OPEN.forEach(open -> targets.add(new Target(open, null, before == null, true)));
        if (before != null) {
            ENDED.forEach(ended -> targets.add(new Target(null, ended, false, true)));
            ENDED.forEach(ended -> targets.add(new Target(RefillState.DUE, ended, true, false)));
        }
        return targets;
    }

    private void check(@Nullable RefillState before, Target target) {
        StoredRefills rows = stored(before);
        Decision decision = state -> decided(state, target);
        StoredRefills specified = rows.decide(false, decision);

        decide(rows.order().id(), decision);

        OrderRefillState found = load(rows.order().id());
        assertThat(found.order()).as("%s to %s", before, target).isEqualTo(specified.order());
        assertThat(numbered(found.open(), rows))
                .as("%s to %s", before, target)
                .isEqualTo(numbered(specified.open(), rows));
        assertThat(ended(rows.order().id()))
                .as("%s to %s", before, target)
                .isEqualTo(specified.ended().stream()
                        .map(refill -> refill.state().name())
                        .toList());
    }

    private static OrderRefillState decided(OrderRefillState state, Target target) {
        OrderId id = state.order().id();
        Refill open = state.open();
        Refill next = target.open() == null
                ? null
                : target.another() || open == null
                        ? refill(0, id, target.open(), 1)
                        : target.changesOrder() ? refill(open.id(), id, target.open(), 2) : open;
        return new OrderRefillState(
                target.changesOrder() ? changed(state.order()) : state.order(),
                next,
                state.newerOnLink(),
                target.ended() == null || open == null ? List.of() : List.of(refill(open.id(), id, target.ended(), 2)),
                List.of(),
                List.of());
    }

    /** An order with an open refill in that state, in the database and as specified. */
    private StoredRefills stored(@Nullable RefillState state) {
        long number = LAST.incrementAndGet();
        OrderRef ref = new OrderRef(
                new OrderId(number),
                new ShopId("statements"),
                new Reference("s-" + number),
                panel,
                new PanelOrderId("86" + number),
                new ServiceId("1"),
                List.of(),
                null);
        Decision begin = before -> new OrderRefillState(
                before.order()
                        .with(new PanelSnapshot(
                                OrderStatus.COMPLETED,
                                100L,
                                0L,
                                0L,
                                NOW.minusSeconds(60),
                                NOW.minusSeconds(90),
                                NOW,
                                2)),
                state == null ? null : refill(0, ref.id(), state, 0),
                false,
                List.of(),
                List.of(),
                List.of());
        repository
                .decideAll(Map.of(ref.id(), new NewOrderUnderWarranty(ref, null)), Map.of(ref.id(), begin), NOW)
                .await()
                .atMost(LONG);
        OrderRefillState loaded = load(ref.id());
        return new StoredRefills(
                loaded.order(),
                loaded.open(),
                List.of(),
                loaded.open() == null ? 0 : loaded.open().id());
    }

    private void decide(OrderId id, Decision decision) {
        repository.decideAll(Map.of(id, decision), NOW).await().atMost(LONG);
    }

    private OrderRefillState load(OrderId id) {
        return repository
                .decideAll(Map.of(id, (Decision) before -> before), NOW)
                .await()
                .atMost(LONG)
                .getFirst();
    }

    private List<String> ended(OrderId id) {
        return StreamSupport.stream(
                        pool.preparedQuery(
                                        "select state from refill where order_id = $1 and ended_at is not null order by id")
                                .execute(Tuple.of(id.value()))
                                .await()
                                .atMost(LONG)
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    /** The database gives numbers of its own: a new refill has another than the one before. */
    private static @Nullable Refill numbered(@Nullable Refill refill, StoredRefills before) {
        if (refill == null
                || before.open() != null && refill.id() == before.open().id()) {
            return refill;
        }
        assertThat(refill.id()).isPositive();
        return new Refill(
                -1,
                refill.order(),
                refill.state(),
                refill.evidence(),
                refill.openedAt(),
                refill.dueAt(),
                refill.tally(),
                refill.request(),
                refill.panelRefill(),
                refill.ticket(),
                refill.note(),
                refill.operatorNotified(),
                refill.fence());
    }

    /** Every column has another value. */
    private static OrderUnderWarranty changed(OrderUnderWarranty order) {
        return new OrderUnderWarranty(
                order.ref(),
                new Purchase(
                        "Followers",
                        true,
                        new Warranty.Lifetime(),
                        "https://example.org/" + order.id(),
                        100L,
                        NOW.minusSeconds(3600)),
                new PanelSnapshot(
                        OrderStatus.PARTIAL,
                        101L,
                        40L,
                        1L,
                        NOW.minusSeconds(61),
                        NOW.minusSeconds(91),
                        NOW.plusSeconds(1),
                        3),
                new MeasurementState(2, NOW.minusSeconds(5)),
                new RefillHistory(
                        NOW.minusSeconds(4),
                        RefusalReason.IN_FLIGHT,
                        NOW.minusSeconds(3),
                        NOW.plusSeconds(100),
                        5,
                        new UnsettledRefill(77, DropEvidence.SHOP),
                        NOW.minusSeconds(2),
                        new Drop(DropEvidence.REMAINS, 70L, "70 remain")),
                order.revision() + 1);
    }

    /** What showed the drop never changes: an update (variant 2) keeps that of the insert (variant 0). */
    private static Refill refill(long id, OrderId order, RefillState state, int variant) {
        boolean full = variant > 0;
        Instant dueAt = NOW.plus(Duration.ofHours(1 + variant));
        return new Refill(
                id,
                order,
                state,
                variant == 1 ? DropEvidence.SHOP : DropEvidence.REMAINS,
                NOW,
                dueAt,
                new Tally(variant, variant + 1, variant + 2),
                full ? new Request(NOW.plusSeconds(variant), dueAt.minusSeconds(1), variant == 2) : null,
                full ? new RefillId("100" + variant) : null,
                full ? new TicketId("9" + variant) : null,
                full ? "note " + variant : null,
                full,
                variant);
    }
}
