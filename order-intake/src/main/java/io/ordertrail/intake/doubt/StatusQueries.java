package io.ordertrail.intake.doubt;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.OwnOrders.OwnOrder;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.StatusKind;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks a panel for the status of orders of ours, 100 in a call, one call after the other. */
final class StatusQueries {

    private static final int CHUNK = 100;

    private final Panel panel;
    private final Supplier<Uni<Void>> beforeCall;

    /**
     * @param beforeCall completes when a call may be made
     */
    StatusQueries(Panel panel, Supplier<Uni<Void>> beforeCall) {
        this.panel = panel;
        this.beforeCall = beforeCall;
    }

    /** Returns the answers; an order that the panel gave no answer for is absent. It stops at the first call that fails. */
    Uni<Map<OwnOrder, OrderAnswer>> of(List<OwnOrder> orders) {
        List<List<OwnOrder>> chunks = new ArrayList<>();
        for (StatusKind kind : StatusKind.values()) {
            List<OwnOrder> ofKind =
                    orders.stream().filter(order -> order.kind() == kind).toList();
            for (int from = 0; from < ofKind.size(); from += CHUNK) {
                chunks.add(ofKind.subList(from, Math.min(ofKind.size(), from + CHUNK)));
            }
        }
        return next(chunks, 0, new LinkedHashMap<>());
    }

    private Uni<Map<OwnOrder, OrderAnswer>> next(
            List<List<OwnOrder>> chunks, int at, Map<OwnOrder, OrderAnswer> answers) {
        if (at == chunks.size()) {
            return Uni.createFrom().item(answers);
        }
        List<OwnOrder> chunk = chunks.get(at);
        List<PanelOrderId> ids = chunk.stream().map(OwnOrder::id).toList();
        return beforeCall
                .get()
                .chain(() -> panel.status(chunk.getFirst().kind(), ids))
                .chain(outcome -> {
                    if (!(outcome instanceof Outcome.Answered<Map<PanelOrderId, OrderAnswer>>(var found))) {
                        return Uni.createFrom().item(answers);
                    }
                    for (OwnOrder order : chunk) {
                        OrderAnswer answer = found.get(order.id());
                        if (answer != null) {
                            answers.put(order, answer);
                        }
                    }
                    return next(chunks, at + 1, answers);
                });
    }
}
