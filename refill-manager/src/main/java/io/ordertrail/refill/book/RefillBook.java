package io.ordertrail.refill.book;

import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.Situation;
import io.ordertrail.refill.order.WatchedOrder;
import io.ordertrail.trade.OrderId;
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
public final class RefillBook {

    private final Pool pool;
    private final Publication publication;
    private final Consumer<Situation> observer;
    private final OrderRows orders = new OrderRows();
    private final RefillRows refills = new RefillRows();

    /**
     * Publishing there what is decided.
     *
     * @param observer hears, after the commit, of every situation that was decided about; must not block
     */
    public RefillBook(Pool pool, Publication publication, Consumer<Situation> observer) {
        this.pool = pool;
        this.publication = publication;
        this.observer = observer;
    }

    /** What is decided about one order; a situation that it returns unchanged writes nothing. */
    public interface Decision extends Function<Situation, Situation> {}

    /**
     * Decides about orders that are known. Those that another replica has in hand are left to it.
     *
     * @return what was decided, for those that were decided about
     */
    public Uni<List<Situation>> decide(Collection<OrderId> ids, Instant now, Decision decision) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(tx -> orders.lock(tx, ids, OrderRows.OnLocked.SKIP)
                        .chain(locked -> decideLocked(tx, locked, now, ignored -> decision)));
    }

    /** Decides about orders that are known, waiting for those that another has in hand. */
    public Uni<List<Situation>> decideAll(Map<OrderId, ? extends Decision> decisions, Instant now) {
        return decisions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(tx -> orders.lock(tx, decisions.keySet(), OrderRows.OnLocked.WAIT)
                        .chain(locked -> decideLocked(tx, locked, now, decisions::get)));
    }

    /** The same for orders that may not be known yet; these are begun. */
    public Uni<List<Situation>> decideAll(
            Map<OrderId, FirstHeard> heard, Map<OrderId, ? extends Decision> decisions, Instant now) {
        return decisions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction(
                        tx -> lockOrBegin(tx, heard).chain(locked -> decideLocked(tx, locked, now, decisions::get)));
    }

    private Uni<List<Situation>> transaction(Function<SqlConnection, Uni<List<Situation>>> work) {
        return pool.withTransaction(work).invoke(decided -> {
            publication.committed();
            decided.forEach(observer);
        });
    }

    private Uni<List<WatchedOrder>> lockOrBegin(SqlConnection tx, Map<OrderId, FirstHeard> heard) {
        return orders.lock(tx, heard.keySet(), OrderRows.OnLocked.WAIT).chain(known -> {
            Set<OrderId> missing = new HashSet<>(heard.keySet());
            known.forEach(order -> missing.remove(order.id()));
            return missing.isEmpty()
                    ? Uni.createFrom().item(known)
                    : orders.begin(tx, missing.stream().map(heard::get).toList())
                            .chain(() -> orders.lock(tx, heard.keySet(), OrderRows.OnLocked.WAIT));
        });
    }

    private Uni<List<Situation>> decideLocked(
            SqlConnection tx,
            List<WatchedOrder> locked,
            Instant now,
            Function<OrderId, ? extends Decision> decisionOf) {
        List<OrderId> ids = locked.stream().map(WatchedOrder::id).toList();
        return refills.open(tx, ids)
                .chain(open -> orders.withNewerOnLink(tx, ids)
                        .map(newer -> locked.stream()
                                .map(order -> Situation.loaded(
                                        order, Optional.ofNullable(open.get(order.id())), newer.contains(order.id())))
                                .toList()))
                .chain(before -> {
                    Map<Situation, Situation> decided = new LinkedHashMap<>();
                    before.forEach(situation -> decided.put(
                            situation, decisionOf.apply(situation.order().id()).apply(situation)));
                    return write(tx, decided, now);
                });
    }

    /** Ended refills first: the index allows one open refill of an order at any moment. */
    private Uni<List<Situation>> write(SqlConnection tx, Map<Situation, Situation> decided, Instant now) {
        List<Situation> changed = decided.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(entry.getValue()))
                .map(Map.Entry::getValue)
                .toList();
        List<Refill> dirty = decided.entrySet().stream()
                .filter(entry -> entry.getValue().open() != null
                        && !entry.getValue().open().equals(entry.getKey().open()))
                .map(entry -> entry.getValue().open())
                .filter(Objects::nonNull)
                .toList();
        return orders.update(tx, changed.stream().map(Situation::order).toList())
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
