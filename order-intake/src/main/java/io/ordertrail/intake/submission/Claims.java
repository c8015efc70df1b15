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
     * cancel is wanted. While the panel has open doubts, one order may be under way in all: the ids between two orders of
     * ours then close the range in which a lost one can be. The balance that is known now is kept with the order: it was
     * read before the request, whenever a doubt about it is opened. So is the rate, since the list may change before it is known
     * what became of the request.
     */
    private static final String CLAIM = """
            with room as (
                select case
                         when exists (select from buying_stop where scope in ('*', $1) and lifted_at is null) then 0
                         when not exists (select from doubt where panel = $1 and decision is null) then $3
                         when exists (select from orders where panel = $1 and state = 'SUBMITTING') then 0
                         else least(1, $3)
                       end as orders
            ), due as (
                select id, service from orders
                 where panel = $1 and state in ('RECEIVED', 'WAITING') and due_at <= $2 and cancel is null
                 order by due_at, id
                 limit (select orders from room)
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
            """.formatted(OrderRowMapper.COLUMNS);

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
