package io.ordertrail.intake.submission;

import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.intake.stop.BuyingStops;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Takes orders out of the book to be submitted: committed before the first byte leaves for the panel. */
@Singleton
class Claims {

    /**
     * One claim of a panel at a time, so that the rule of one at a time while in doubt holds over all replicas; and none beside
     * a stop that is being stored. A statement of its own: the claim's snapshot is taken when it has the locks.
     */
    private static final String LOCK = "select %s, pg_advisory_xact_lock(hashtext('ordertrail.claim'), hashtext($1))"
            .formatted(BuyingStops.LOCK_SHARED);

    /**
     * Takes nothing where buying is stopped. Skips rows that something else has locked, and never takes an order whose
     * cancel is wanted. Until an order of ours is known at the panel, one may be under way in all: were one lost among many,
     * nothing would bound its search. While nothing closes the range of a doubt that no operator has been asked about, those
     * go on together that can be distinguished: no two of them, nor one and a doubt, have the same service and quantity. Orders
     * alike go one at a time. The balance that is known now is kept with the order: it was read before the request, whenever
     * a doubt about it is opened. So is the rate: the list may change before it is known what became of the request.
     */
    private static final String CLAIM = """
            with open_doubt as (
                select d.order_id from doubt d
                 where d.panel = $1 and d.decision is null and not d.needs_operator
                   and not exists (select from orders a
                                    where a.panel = $1 and a.state = 'ACCEPTED' and a.accepted_at > d.settled_at
                                      and a.submitted_at >= d.settled_at and not a.panel_order_boundless)
            ), state as (
                select exists (select from open_doubt) as in_doubt,
                       exists (select from orders where panel = $1 and state = 'SUBMITTING') as under_way,
                       exists (select from orders where panel = $1 and state = 'ACCEPTED') as known,
                       %s as stopped
            ), candidate as (
                select id, due_at, service, (request::json #> '{content,quantity}')::text as quantity from orders
                 where panel = $1 and state in ('RECEIVED', 'WAITING') and due_at <= $2 and cancel is null
                   and (select in_doubt and known from state)
                 order by due_at, id
                 limit 200
            ), distinct_one as (
                select distinct on (c.service, c.quantity) c.id from candidate c
                 where not exists (select from orders b
                                    where b.panel = $1 and b.service = c.service
                                      and (b.state = 'SUBMITTING' or b.id in (select order_id from open_doubt))
                                      and (b.request::json #> '{content,quantity}')::text is not distinct from c.quantity)
                 order by c.service, c.quantity, c.due_at, c.id
            ), oldest as (
                select c.id from candidate c where (select not under_way from state) order by c.due_at, c.id limit 1
            ), due as (
                select id, service from orders
                 where panel = $1 and state in ('RECEIVED', 'WAITING') and due_at <= $2 and cancel is null
                   and case when (select known and not in_doubt from state) then true
                            when (select known from state) then id in (select id from distinct_one union select id from oldest)
                            else (select not under_way from state)
                       end
                 order by due_at, id
                 limit (select case when stopped then 0 when known then $3 else least(1, $3) end from state)
                   for no key update skip locked
            )
            update orders o
               set state = 'SUBMITTING', fence = o.fence + 1, attempts = o.attempts + 1, lease_until = $4,
                   submitted_at = $2, updated_at = $2, wait_reason = null,
                   balance_before = p.witness_balance, balance_before_at = p.witness_at,
                   rate = s.rate, currency = s.currency
              from due
              left join panel_state p on p.panel = $1
              left join service s on s.panel = $1 and s.id = due.service
             where o.id = due.id
            returning %s
            """.formatted(BuyingStops.inForceAt("$1"), OrderRowMapper.COLUMNS);

    private static final String RELEASE = """
            update orders set due_at = $2
             where panel = $1 and state = 'WAITING' and wait_reason = 'FUNDS' and due_at > $2
            """;

    private final Pool pool;
    private final InstantSource clock;

    Claims(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Claims at most that many orders of the panel that are due. Committed when the {@code Uni} completes.
     *
     * @param lease after which a claim without a result is taken for dead, and its order for in doubt
     */
    Uni<List<Order>> claim(PanelName panel, int most, Duration lease) {
        Instant now = clock.instant();
        return pool.withTransaction(tx -> tx.preparedQuery(LOCK)
                .execute(Tuple.of(panel.value()))
                .chain(() -> tx.preparedQuery(CLAIM)
                        .execute(Tuple.of(
                                panel.value(), OrderRowMapper.at(now), most, OrderRowMapper.at(now.plus(lease)))))
                .map(OrderRowMapper::orders));
    }

    /** What waits for funds at the panel is due now. */
    Uni<Void> releaseFunds(PanelName panel) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(panel.value(), OrderRowMapper.at(clock.instant())))
                .replaceWithVoid();
    }
}
