package io.ordertrail.refill.storage;

import io.ordertrail.domain.OrderId;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All changes of orders and refills go through here: the orders are locked, what is known of them is loaded, a pure
 * function decides, and what it decided is written together with its events. Thread-safe.
 */
public final class RefillRepository {

    private final Pool pool;
    private final RefillEventPublisher publication;
    private final Consumer<OrderRefillState> observer;
    private final OrderUnderWarrantyRowMapper orders = new OrderUnderWarrantyRowMapper();
    private final RefillRowMapper refills = new RefillRowMapper();

    /**
     * Publishing there what is decided.
     *
     * @param observer hears, after the commit, of every situation that was decided about; must not block
     */
    public RefillRepository(Pool pool, RefillEventPublisher publication, Consumer<OrderRefillState> observer) {
        this.pool = pool;
        this.publication = publication;
        this.observer = observer;
    }

    /** What is decided about one order; a situation that it returns unchanged writes nothing. */
    public interface Decision extends Function<OrderRefillState, OrderRefillState> {}

    /**
     * Decides about orders that are known. Those that another replica has in hand are left to it.
     *
     * @return what was decided, for those that were decided about
     */
    public Uni<List<OrderRefillState>> decide(Collection<OrderId> ids, Instant now, Decision decision) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(tx -> orders.lock(tx, ids, OrderUnderWarrantyRowMapper.OnLocked.SKIP)
                        .chain(locked -> decideLocked(tx, locked, now, ignored -> decision)));
    }

    /** Decides about orders that are known, waiting for those that another has in hand. */
    public Uni<List<OrderRefillState>> decideAll(Map<OrderId, ? extends Decision> decisions, Instant now) {
        return decisions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(tx -> orders.lock(tx, decisions.keySet(), OrderUnderWarrantyRowMapper.OnLocked.WAIT)
                        .chain(locked -> decideLocked(tx, locked, now, decisions::get)));
    }

    /** The same for orders that may not be known yet; these are begun. */
    public Uni<List<OrderRefillState>> decideAll(
            Map<OrderId, NewOrderUnderWarranty> heard, Map<OrderId, ? extends Decision> decisions, Instant now) {
        return decisions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(
                        tx -> lockOrBegin(tx, heard).chain(locked -> decideLocked(tx, locked, now, decisions::get)));
    }

    private Uni<List<OrderRefillState>> transaction(Function<SqlConnection, Uni<List<OrderRefillState>>> work) {
        return pool.withTransaction(work).invoke(decided -> {
            publication.committed();
            decided.forEach(observer);
        });
    }

    private Uni<List<OrderUnderWarranty>> lockOrBegin(SqlConnection tx, Map<OrderId, NewOrderUnderWarranty> heard) {
        return orders.lock(tx, heard.keySet(), OrderUnderWarrantyRowMapper.OnLocked.WAIT)
                .chain(known -> {
                    Set<OrderId> missing = new HashSet<>(heard.keySet());
                    known.forEach(order -> missing.remove(order.id()));
                    return missing.isEmpty()
                            ? Uni.createFrom().item(known)
                            : orders.begin(tx, missing.stream().map(heard::get).toList())
                                    .chain(() ->
                                            orders.lock(tx, heard.keySet(), OrderUnderWarrantyRowMapper.OnLocked.WAIT));
                });
    }

    private Uni<List<OrderRefillState>> decideLocked(
            SqlConnection tx,
            List<OrderUnderWarranty> locked,
            Instant now,
            Function<OrderId, ? extends Decision> decisionOf) {
        List<OrderId> ids = locked.stream().map(OrderUnderWarranty::id).toList();
        return refills.open(tx, ids)
                .chain(open -> orders.withNewerOnLink(tx, ids)
                        .map(newer -> locked.stream()
                                .map(order -> OrderRefillState.loaded(
                                        order, Optional.ofNullable(open.get(order.id())), newer.contains(order.id())))
                                .toList()))
                .chain(before -> {
                    Map<OrderRefillState, OrderRefillState> decided = new LinkedHashMap<>();
                    before.forEach(situation -> decided.put(
                            situation, decisionOf.apply(situation.order().id()).apply(situation)));
                    return write(tx, decided, now);
                });
    }

    /** Ended refills first: the index allows one open refill of an order at any moment. */
    private Uni<List<OrderRefillState>> write(
            SqlConnection tx, Map<OrderRefillState, OrderRefillState> decided, Instant now) {
        List<OrderRefillState> changed = decided.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(entry.getValue()))
                .map(Map.Entry::getValue)
                .toList();
        List<Refill> dirty = decided.entrySet().stream()
                .filter(entry -> entry.getValue().open() != null
                        && !entry.getValue().open().equals(entry.getKey().open()))
                .map(entry -> entry.getValue().open())
                .filter(Objects::nonNull)
                .toList();
        return orders.update(tx, changed.stream().map(OrderRefillState::order).toList())
                .chain(() -> refills.write(
                        tx,
                        changed.stream()
                                .flatMap(situation -> situation.ended().stream())
                                .toList(),
                        now))
                .chain(() -> refills.write(tx, dirty, now))
                .chain(() -> publication.publish(
                        tx,
                        changed.stream()
                                .flatMap(situation -> situation.told().stream())
                                .toList()))
                .replaceWith(List.copyOf(decided.values()));
    }
}
