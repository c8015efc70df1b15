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
 * Changes orders and refills: locks the orders, loads them with their open refills, lets a pure function decide, and writes
 * the decision together with its events. Nothing else writes these tables. Thread-safe.
 */
public final class RefillRepository {

    private final Pool pool;
    private final RefillEventPublisher publisher;
    private final Consumer<OrderRefillState> observer;
    private final OrderUnderWarrantyRowMapper orders = new OrderUnderWarrantyRowMapper();
    private final RefillRowMapper refills = new RefillRowMapper();

    /**
     * Creates the repository.
     *
     * @param observer is called after the commit with every order that was decided about; must not block
     */
    public RefillRepository(Pool pool, RefillEventPublisher publisher, Consumer<OrderRefillState> observer) {
        this.pool = pool;
        this.publisher = publisher;
        this.observer = observer;
    }

    /** A decision about one order; a state that is returned unchanged writes nothing. */
    public interface Decision extends Function<OrderRefillState, OrderRefillState> {}

    /**
     * Decides about orders that are known, without those that another transaction has locked.
     *
     * @return the orders that were decided about, after the decision
     */
    public Uni<List<OrderRefillState>> decide(Collection<OrderId> ids, Instant now, Decision decision) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(tx -> orders.lock(tx, ids, OrderUnderWarrantyRowMapper.OnLocked.SKIP)
                        .chain(locked -> decideLocked(tx, locked, now, ignored -> decision)));
    }

    /** Decides about orders that are known, waiting for those that another transaction has locked. */
    public Uni<List<OrderRefillState>> decideAll(Map<OrderId, ? extends Decision> decisions, Instant now) {
        return decisions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(tx -> orders.lock(tx, decisions.keySet(), OrderUnderWarrantyRowMapper.OnLocked.WAIT)
                        .chain(locked -> decideLocked(tx, locked, now, decisions::get)));
    }

    /** The same for orders that may not be known yet; these are inserted. */
    public Uni<List<OrderRefillState>> decideAll(
            Map<OrderId, NewOrderUnderWarranty> named, Map<OrderId, ? extends Decision> decisions, Instant now) {
        return decisions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(
                        tx -> lockOrInsert(tx, named).chain(locked -> decideLocked(tx, locked, now, decisions::get)));
    }

    private Uni<List<OrderRefillState>> transaction(Function<SqlConnection, Uni<List<OrderRefillState>>> work) {
        return pool.withTransaction(work).invoke(decided -> {
            publisher.committed();
            decided.forEach(observer);
        });
    }

    private Uni<List<OrderUnderWarranty>> lockOrInsert(SqlConnection tx, Map<OrderId, NewOrderUnderWarranty> named) {
        return orders.lock(tx, named.keySet(), OrderUnderWarrantyRowMapper.OnLocked.WAIT)
                .chain(known -> {
                    Set<OrderId> missing = new HashSet<>(named.keySet());
                    known.forEach(order -> missing.remove(order.id()));
                    return missing.isEmpty()
                            ? Uni.createFrom().item(known)
                            : orders.insert(tx, missing.stream().map(named::get).toList())
                                    .chain(() ->
                                            orders.lock(tx, named.keySet(), OrderUnderWarrantyRowMapper.OnLocked.WAIT));
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
                    before.forEach(state -> decided.put(
                            state, decisionOf.apply(state.order().id()).apply(state)));
                    return write(tx, decided, now);
                });
    }

    /** Writes ended refills first: the index allows one open refill of an order at any moment. */
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
                                .flatMap(state -> state.ended().stream())
                                .toList(),
                        now))
                .chain(() -> refills.write(tx, dirty, now))
                .chain(() -> publisher.publish(
                        tx,
                        changed.stream()
                                .flatMap(state -> state.events().stream())
                                .toList()))
                .replaceWith(List.copyOf(decided.values()));
    }
}
