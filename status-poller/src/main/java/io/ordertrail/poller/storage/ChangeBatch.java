package io.ordertrail.poller.storage;

import static java.util.stream.Collectors.toMap;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.poller.change.Change;
import io.ordertrail.poller.change.ChangeRules;
import io.ordertrail.poller.change.OrderTerms;
import io.ordertrail.poller.change.WatchedOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The decisions of one transaction: which rows change to what, with which events. Used once, by one thread. */
final class ChangeBatch {

    private final ChangeRules rules;
    private final Map<RowKey, LockedRow> rows;
    private final Map<RowKey, LockedRow> changed = new LinkedHashMap<>();
    private final Map<Long, Map<PanelOrderId, Integer>> children = new HashMap<>();
    private final List<StatusEvent> events = new ArrayList<>();
    private final List<OrderTerms> newChildren = new ArrayList<>();
    private final List<WriteResult> settled = new ArrayList<>();

    ChangeBatch(ChangeRules rules, List<LockedRow> locked) {
        this.rules = rules;
        this.rows = locked.stream().collect(toMap(LockedRow::key, row -> row, (a, _) -> a, HashMap::new));
    }

    void knows(long order, int child, String panelOrder) {
        children.computeIfAbsent(order, _ -> new HashMap<>()).put(new PanelOrderId(panelOrder), child);
    }

    void decide(StatusObservation sighting) {
        LockedRow row = rows.get(RowKey.of(sighting));
        LockedRow own = rows.get(new RowKey(sighting.order().value(), 0));
        if (row == null || own == null) {
            settled.add(new WriteResult(sighting, Optional.empty(), false, List.of(), List.of(), false));
        } else if (row.state().version() != sighting.version()) {
            settled.add(new WriteResult(sighting, Optional.of(row.state()), true, List.of(), List.of(), false));
        } else {
            Set<PanelOrderId> known = childrenOf(sighting.order().value()).keySet();
            Change change =
                    rules.decide(row.state(), sighting.answer(), own.revision(), Set.copyOf(known), sighting.at());
            apply(sighting, change);
        }
    }

    void stuck(RowKey key, Optional<TicketId> ticket, Instant now) {
        LockedRow row = rows.get(key);
        if (row != null && !row.state().alarms().stuckPublished()) {
            Change change = rules.stuck(row.state(), ticket, row.revision(), now);
            note(key, change);
        }
    }

    /** @throws IllegalStateException if it is not watched any more */
    WatchedOrder state(RowKey key) {
        return Optional.ofNullable(rows.get(key))
                .map(LockedRow::state)
                .orElseThrow(() -> new IllegalStateException("order " + key.order() + " is not watched any more"));
    }

    /** The trace of the order's purchase. */
    @Nullable
    String trace(OrderId order) {
        LockedRow row = rows.get(new RowKey(order.value(), 0));
        return row == null ? null : row.state().purchase().trace();
    }

    List<LockedRow> changed() {
        return List.copyOf(changed.values());
    }

    List<StatusEvent> events() {
        return events;
    }

    List<OrderTerms> newChildren() {
        return newChildren;
    }

    List<WriteResult> settled() {
        return settled;
    }

    private void apply(StatusObservation sighting, Change change) {
        RowKey key = RowKey.of(sighting);
        List<WatchedOrder> found = takeUp(sighting, change);
        if (change.changes()) {
            note(key, change);
        }
        LockedRow now = rows.get(key);
        settled.add(new WriteResult(
                sighting,
                Optional.of(now == null ? change.after() : now.state()),
                false,
                change.events(),
                found,
                change.ticketWanted()));
    }

    private void note(RowKey key, Change change) {
        RowKey own = new RowKey(key.order(), 0);
        LockedRow before = rows.get(own);
        long revision =
                (before == null ? 0 : before.revision()) + change.events().size();
        events.addAll(change.events());
        put(key, change.after().written(), key.equals(own) ? revision : 0);
        LockedRow order = rows.get(own);
        if (!key.equals(own) && order != null && !change.events().isEmpty()) {
            put(own, order.state(), revision);
        }
    }

    private void put(RowKey key, WatchedOrder state, long revision) {
        LockedRow row = new LockedRow(state, revision);
        rows.put(key, row);
        changed.put(key, row);
    }

    private List<WatchedOrder> takeUp(StatusObservation sighting, Change change) {
        List<WatchedOrder> taken = new ArrayList<>();
        Map<PanelOrderId, Integer> known = childrenOf(sighting.order().value());
        for (PanelOrderId child : change.children()) {
            known.put(child, known.size() + 1);
            WatchedOrder state = change.after().child(known.size(), child, sighting.at());
            newChildren.add(state.purchase());
            taken.add(state);
        }
        return taken;
    }

    private Map<PanelOrderId, Integer> childrenOf(long order) {
        return children.computeIfAbsent(order, _ -> new HashMap<>());
    }
}
