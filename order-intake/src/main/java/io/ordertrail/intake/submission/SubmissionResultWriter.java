package io.ordertrail.intake.submission;

import static java.util.stream.Collectors.toMap;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.SubmissionEvent;
import io.ordertrail.events.SubmissionEvent.OrderInDoubt;
import io.ordertrail.events.SubmissionEvent.OrderRejected;
import io.ordertrail.events.SubmissionEvent.OrderWaiting;
import io.ordertrail.events.SubmissionEvent.OrderWithdrawn;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.submission.SubmissionDecision.Bought;
import io.ordertrail.intake.submission.SubmissionDecision.Doubtful;
import io.ordertrail.intake.submission.SubmissionDecision.IdTaken;
import io.ordertrail.intake.submission.SubmissionDecision.Later;
import io.ordertrail.intake.submission.SubmissionDecision.Rejected;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.panel.UnknownRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes down what became of submissions: many in one transaction, each with its event. */
@Singleton
class SubmissionResultWriter {

    private static final Logger LOG = Logger.getLogger(SubmissionResultWriter.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String PANEL_ORDER_KEY = "orders_panel_order_key";

    /**
     * Only the claim that a result belongs to writes it; an acceptance also when the order was taken for in doubt
     * meanwhile, since the answer ends the doubt. An order that proves not bought while its cancel is wanted is withdrawn.
     */
    private static final String WRITE = """
            update orders o
               set state = case when r.state = 'WAITING' and o.cancel = 'WANTED' then 'WITHDRAWN' else r.state end,
                   cancel = case when r.state in ('WAITING', 'REJECTED') then null else o.cancel end, panel_order_id = coalesce(r.panel_order_id, o.panel_order_id),
                   due_at = coalesce(r.due_at, o.due_at), message = r.message,
                   wait_reason = case when o.cancel = 'WANTED' then null else r.wait_reason end,
                   revision = o.revision + 1, lease_until = null, updated_at = $8::timestamptz, charge = coalesce(r.charge, o.charge),
                   accepted_at = case when r.state = 'ACCEPTED' then $8::timestamptz end,
                   order_kind = coalesce(r.order_kind, o.order_kind),
                   panel_order_kind = coalesce(r.panel_order_kind, o.panel_order_kind)
              from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
                          $9::numeric[], $10::text[], $11::text[])
                   as r(id, fence, state, panel_order_id, due_at, wait_reason, message, charge, order_kind,
                        panel_order_kind)
             where o.id = r.id and o.fence = r.fence
               and (o.state = 'SUBMITTING' or (o.state = 'IN_DOUBT' and r.state = 'ACCEPTED'))
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    /**
     * A statement of its own, though a round trip is a good part of a write: if the sweep made the doubt while the one
     * above waited for the row, its snapshot has no doubt yet.
     */
    private static final String END_DOUBTS = """
            update doubt d
               set decision = 'LATE_ANSWER', decided_by = 'order-intake', decided_at = $2, decided_id = o.panel_order_id
              from orders o
             where d.order_id = any($1::bigint[]) and d.decision is null and o.id = d.order_id and o.fence = d.fence
            """;

    /** One row for each submission: what was found and decided about an earlier one stays. */
    private static final String OPEN_DOUBT = """
            insert into doubt (order_id, panel, fence, requested_at, settled_at, evidence, kind, answered_id,
                               needs_operator, still_searched, balance_before, balance_before_at, refusal_text,
                               refusal_fingerprint)
            select n.id, n.panel, n.fence, n.requested_at, n.settled_at, n.evidence, n.kind, n.answered_id,
                   n.answered_id is not null, n.answered_id is null, o.balance_before, o.balance_before_at,
                   n.refusal_text, n.refusal_fingerprint
              from unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::text[],
                          $7::text[], $8::text[], $9::text[], $10::text[])
                   as n(id, panel, fence, requested_at, settled_at, evidence, kind, answered_id, refusal_text,
                        refusal_fingerprint)
              join orders o on o.id = n.id
            on conflict (order_id, fence) do nothing
            """;

    /** A late answer to a submission that is in doubt already: no search may prove it absent any more. */
    private static final String NOTE_ANSWERED_ID = """
            update doubt set answered_id = $3, needs_operator = true, still_searched = false, explanation = $4
             where order_id = $1 and fence = $2 and decision is null
            """;

    private static final String KEEP_LATE_ANSWER = """
            insert into late_answer (order_id, fence, panel_order_id, received_at, panel_order_kind, note)
            select o.id, $2::bigint, $3::text, $4::timestamptz, $5::text, 'The order was ' || o.state || ' by then, at the panel as ' ||
                   coalesce(o.panel_order_id, 'nothing') || '.'
              from orders o where o.id = $1 and o.panel_order_id is distinct from $3::text
            """;

    private final Outbox outbox;
    private final OrderRepository book;
    private final OrderAcceptedFactory acceptance;
    private final CrashPoints crash;
    private final InstantSource clock;
    private final IntakeConfig config;

    SubmissionResultWriter(
            Outbox outbox,
            OrderRepository book,
            OrderAcceptedFactory acceptance,
            CrashPoints crash,
            InstantSource clock,
            IntakeConfig config) {
        this.outbox = outbox;
        this.book = book;
        this.acceptance = acceptance;
        this.crash = crash;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Writes them. Fails only while the database is away; then nothing is written, and it may be called again.
     *
     * @param timeout of the panel: a doubt settles no sooner than that after its claim can still be sent
     */
    Uni<Void> write(List<SubmissionResult> results, Duration timeout) {
        return writeTogether(results, timeout)
                .onFailure(SubmissionResultWriter::isIdTaken)
                .recoverWithUni(() -> writeOneByOne(results, timeout));
    }

    /** Two orders with one id of the panel: only the one that is wrong must not be written so. */
    private Uni<Void> writeOneByOne(List<SubmissionResult> results, Duration timeout) {
        Uni<Void> written = Uni.createFrom().voidItem();
        for (SubmissionResult result : results) {
            written = written.chain(() -> writeTogether(List.of(result), timeout)
                    .onFailure(SubmissionResultWriter::isIdTaken)
                    .recoverWithUni(() -> {
                        IdTaken taken = new IdTaken(
                                result.order().updatedAt(),
                                new PanelOrderId(
                                        Objects.requireNonNull(result.verdict().panelOrderId())));
                        LOG.errorf(
                                "Order %s at %s needs an operator: %s",
                                result.order().id(), result.order().panel(), taken.message());
                        return writeTogether(List.of(new SubmissionResult(result.order(), taken)), timeout);
                    }));
        }
        return written;
    }

    /** Only that of the panel's id: nothing else that is unique is written here. */
    private static boolean isIdTaken(Throwable failure) {
        return failure instanceof PgException sql
                && UNIQUE_VIOLATION.equals(sql.getSqlState())
                && PANEL_ORDER_KEY.equals(sql.getConstraint());
    }

    private Uni<Void> writeTogether(List<SubmissionResult> results, Duration timeout) {
        Instant now = clock.instant();
        crash.pass("submission.answer-read");
        return outbox.transaction(tx -> tx.preparedQuery(WRITE)
                .execute(values(results, now))
                .map(OrderRowMapper::orders)
                .call(written -> appendEvents(tx, results, written, now))
                .call(written -> openDoubts(tx, results, written, timeout))
                .call(written -> tx.preparedQuery(END_DOUBTS)
                        .execute(Tuple.tuple()
                                .addArrayOfLong(ids(accepted(written)))
                                .addOffsetDateTime(OrderRowMapper.at(now))))
                .call(written -> keepLateAnswers(tx, results, written, now))
                .replaceWithVoid());
    }

    private Tuple values(List<SubmissionResult> results, Instant now) {
        Tuple values = Tuple.tuple();
        values.addArrayOfLong(
                map(results, result -> result.order().id().value()).toArray(Long[]::new));
        values.addArrayOfLong(map(results, result -> result.order().fence()).toArray(Long[]::new));
        values.addArrayOfString(
                map(results, result -> result.verdict().next().name()).toArray(String[]::new));
        values.addArrayOfString(
                map(results, result -> result.verdict().panelOrderId()).toArray(String[]::new));
        values.addArrayOfOffsetDateTime(
                map(results, result -> at(result.verdict().due())).toArray(OffsetDateTime[]::new));
        values.addArrayOfString(map(results, result -> name(result.verdict())).toArray(String[]::new));
        values.addArrayOfString(
                map(results, result -> result.verdict().message()).toArray(String[]::new));
        values.addOffsetDateTime(OrderRowMapper.at(now));
        values.addValue(map(results, result -> charge(result)).toArray(BigDecimal[]::new));
        values.addArrayOfString(map(results, this::orderKind).toArray(String[]::new));
        values.addArrayOfString(map(results, this::panelOrderKind).toArray(String[]::new));
        return values;
    }

    private @Nullable BigDecimal charge(SubmissionResult result) {
        return result.verdict() instanceof Bought
                ? acceptance.charge(result.order()).map(Money::amount).orElse(null)
                : null;
    }

    private @Nullable String orderKind(SubmissionResult result) {
        return result.verdict() instanceof Bought bought
                ? acceptance.kind(result.order(), bought.dripFeed()).name()
                : null;
    }

    private @Nullable String panelOrderKind(SubmissionResult result) {
        return result.verdict() instanceof Bought bought
                ? idSpace(result.order(), bought).name()
                : null;
    }

    private StatusKind idSpace(Order order, Bought bought) {
        return acceptance.idSpace(order, acceptance.kind(order, bought.dripFeed()));
    }

    private static @Nullable String name(SubmissionDecision verdict) {
        return verdict.waitReason() == null ? null : verdict.waitReason().name();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return Optional.ofNullable(instant).map(OrderRowMapper::at).orElse(null);
    }

    private Uni<Void> appendEvents(SqlConnection tx, List<SubmissionResult> results, List<Order> written, Instant now) {
        Map<OrderId, SubmissionDecision> verdicts =
                results.stream().collect(toMap(result -> result.order().id(), SubmissionResult::verdict));
        return book.append(tx, written, order -> event(order, Objects.requireNonNull(verdicts.get(order.id())), now));
    }

    private SubmissionEvent event(Order order, SubmissionDecision verdict, Instant now) {
        return switch (verdict) {
            case Bought bought -> acceptance.event(order, bought.dripFeed(), now);
            case Rejected(var reason, String message) ->
                new OrderRejected(order.ref(), order.revision(), now, reason, message);
            case Later(var reason, String message, Instant until, boolean _) ->
                order.state() == OrderState.WITHDRAWN
                        ? new OrderWithdrawn(order.ref(), order.revision(), now)
                        : new OrderWaiting(order.ref(), order.revision(), now, reason, message, until);
            case Doubtful(Instant requestedAt, String evidence, var _) ->
                new OrderInDoubt(order.ref(), order.revision(), now, requestedAt, evidence);
            case IdTaken taken ->
                new OrderInDoubt(
                        order.ref(),
                        order.revision(),
                        now,
                        taken.requestedAt(),
                        Objects.requireNonNull(taken.message()));
        };
    }

    private Uni<Void> openDoubts(
            SqlConnection tx, List<SubmissionResult> results, List<Order> written, Duration timeout) {
        Set<OrderId> changed = written.stream().map(Order::id).collect(Collectors.toSet());
        List<SubmissionResult> doubts = results.stream()
                .filter(result -> result.verdict().next() == OrderState.IN_DOUBT)
                .filter(result -> changed.contains(result.order().id()))
                .toList();
        if (doubts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // A claim may be sent until its window closes, and is answered or given up after the timeout.
        Duration settle = config.submission()
                .leaseMargin()
                .plus(timeout)
                .plus(config.doubt().settle());
        Tuple values = Tuple.tuple();
        values.addArrayOfLong(map(doubts, doubt -> doubt.order().id().value()).toArray(Long[]::new));
        values.addArrayOfString(
                map(doubts, doubt -> doubt.order().panel().value()).toArray(String[]::new));
        values.addArrayOfLong(map(doubts, doubt -> doubt.order().fence()).toArray(Long[]::new));
        values.addArrayOfOffsetDateTime(
                map(doubts, doubt -> OrderRowMapper.at(requestedAt(doubt))).toArray(OffsetDateTime[]::new));
        values.addArrayOfOffsetDateTime(
                map(doubts, doubt -> OrderRowMapper.at(requestedAt(doubt).plus(settle)))
                        .toArray(OffsetDateTime[]::new));
        values.addArrayOfString(map(doubts, doubt -> doubt.verdict().message()).toArray(String[]::new));
        values.addArrayOfString(map(
                        doubts,
                        doubt -> acceptance
                                .expectedIdSpace(doubt.order())
                                .map(StatusKind::name)
                                .orElse(null))
                .toArray(String[]::new));
        values.addArrayOfString(map(
                        doubts,
                        doubt -> doubt.verdict() instanceof IdTaken taken
                                ? taken.id().value()
                                : null)
                .toArray(String[]::new));
        values.addArrayOfString(refusals(doubts, UnknownRefusal::text));
        values.addArrayOfString(
                refusals(doubts, refusal -> refusal.fingerprint().value()));
        return tx.preparedQuery(OPEN_DOUBT).execute(values).replaceWithVoid();
    }

    private static @Nullable String[] refusals(List<SubmissionResult> doubts, Function<UnknownRefusal, String> text) {
        return doubts.stream()
                .map(doubt -> doubt.verdict() instanceof Doubtful doubtful
                        ? doubtful.refusal().map(text).orElse(null)
                        : null)
                .toArray(String[]::new);
    }

    private static Instant requestedAt(SubmissionResult result) {
        return switch (result.verdict()) {
            case Doubtful doubtful -> doubtful.requestedAt();
            case IdTaken taken -> taken.requestedAt();
            case Bought _, Rejected _, Later _ -> result.order().updatedAt();
        };
    }

    /** Answers that came when their order had gone another way: an operator must know of these ids. */
    private Uni<Void> keepLateAnswers(
            SqlConnection tx, List<SubmissionResult> results, List<Order> written, Instant now) {
        Set<OrderId> changed = written.stream().map(Order::id).collect(Collectors.toSet());
        Uni<Void> kept = Uni.createFrom().voidItem();
        for (SubmissionResult result : results) {
            if (changed.contains(result.order().id())) {
                continue;
            }
            if (result.verdict() instanceof Bought bought) {
                kept = kept.chain(() -> keepLateAnswer(tx, result, bought.id(), idSpace(result.order(), bought), now));
            } else if (result.verdict() instanceof IdTaken taken) {
                kept = kept.chain(() -> noteAnsweredId(tx, result, taken))
                        .chain(noted -> noted
                                ? Uni.createFrom().voidItem()
                                : keepLateAnswer(
                                        tx,
                                        result,
                                        taken.id(),
                                        acceptance
                                                .expectedIdSpace(result.order())
                                                .orElse(StatusKind.NORMAL),
                                        now));
            }
        }
        return kept;
    }

    private static Uni<Boolean> noteAnsweredId(SqlConnection tx, SubmissionResult result, IdTaken taken) {
        return tx.preparedQuery(NOTE_ANSWERED_ID)
                .execute(Tuple.of(
                        result.order().id().value(),
                        result.order().fence(),
                        taken.id().value(),
                        taken.message()))
                .map(rows -> rows.rowCount() > 0);
    }

    private static Uni<Void> keepLateAnswer(
            SqlConnection tx, SubmissionResult result, PanelOrderId id, StatusKind idSpace, Instant now) {
        LOG.errorf(
                "Order %s at %s: a late answer gives it the id %s; compare the two orders at the panel",
                result.order().id(), result.order().panel(), id);
        return tx.preparedQuery(KEEP_LATE_ANSWER)
                .execute(Tuple.of(
                        result.order().id().value(),
                        result.order().fence(),
                        id.value(),
                        OrderRowMapper.at(now),
                        idSpace.name()))
                .replaceWithVoid();
    }

    private static List<Order> accepted(List<Order> written) {
        return written.stream()
                .filter(order -> order.state() == OrderState.ACCEPTED)
                .toList();
    }

    private static Long[] ids(List<Order> orders) {
        return map(orders, order -> order.id().value()).toArray(Long[]::new);
    }

    private static <A, B> Stream<B> map(List<A> list, Function<A, B> mapping) {
        return list.stream().map(mapping);
    }
}
