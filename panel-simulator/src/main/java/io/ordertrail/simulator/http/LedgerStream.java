package io.ordertrail.simulator.http;

import io.ordertrail.simulator.ledger.LedgerFault;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.ordertrail.simulator.ledger.LedgerTicket;
import io.ordertrail.simulator.panel.ActionResponse;
import io.ordertrail.simulator.panel.SimulatedPanel;
import io.ordertrail.simulator.time.SimulatedClock;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Streams the ledger as lines of JSON, without holding all of it in memory. */
record LedgerStream(Map<String, SimulatedPanel> panels, SimulatedClock clock) implements Handler<HttpServerRequest> {

    private static final int LINES_AT_ONCE = 200;
    private static final List<String> LEDGERS =
            List.of("/admin/ledger", "/admin/ledger/orders", "/admin/ledger/faults", "/admin/ledger/tickets");

    @Override
    public void handle(HttpServerRequest request) {
        String panel = request.getParam("panel");
        if (panel != null && !panels.containsKey(panel)) {
            AnswerSender.send(
                    request, ActionResponse.error(404, "no panel '" + panel + "', there are " + panels.keySet()));
            return;
        }
        if (!LEDGERS.contains(request.path())) {
            AnswerSender.send(request, ActionResponse.error(404, "no such ledger; there are " + LEDGERS));
            return;
        }
        Collection<SimulatedPanel> chosen = panel == null ? panels.values() : List.of(panels.get(panel));
        Stream<JsonObject> lines = switch (request.path()) {
            case "/admin/ledger/faults" ->
                chosen.stream().flatMap(each -> each.faults().stream()).map(LedgerStream::json);
            case "/admin/ledger/tickets" ->
                chosen.stream().flatMap(each -> each.tickets().stream()).map(LedgerStream::json);
            default -> orders(chosen);
        };
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader("content-type", "application/x-ndjson");
        write(response, lines.iterator());
    }

    private Stream<JsonObject> orders(Collection<SimulatedPanel> chosen) {
        return chosen.stream()
                .flatMap(each -> each.orderIds().stream().map(id -> each.order(id, clock)))
                .flatMap(Optional::stream)
                .map(LedgerStream::json);
    }

    private static void write(HttpServerResponse response, Iterator<JsonObject> lines) {
        if (response.closed()) {
            return;
        }
        Buffer chunk = Buffer.buffer();
        for (int i = 0; i < LINES_AT_ONCE && lines.hasNext(); i++) {
            chunk.appendString(lines.next().encode()).appendByte((byte) '\n');
        }
        if (!lines.hasNext()) {
            response.end(chunk);
            return;
        }
        // Yields to the event loop between two chunks, so that the panels continue to answer.
        response.write(chunk).onSuccess(written -> write(response, lines));
    }

    private static JsonObject json(LedgerOrder order) {
        return new JsonObject()
                .put("panel", order.panel())
                .put("id", order.id())
                .put("service", order.service())
                .put("link", order.link())
                .put("quantity", order.quantity())
                .put("charge", order.charge().toPlainString())
                .put("paidBack", order.paidBack().toPlainString())
                .put("currency", order.currency())
                .put("dripFeed", order.dripFeed())
                .put("parent", order.parent().orElse(null))
                .put("runs", new JsonArray(order.runs()))
                .put("fate", order.fate())
                .put("boughtAt", order.boughtAt().toString())
                .put("boughtAtWall", order.boughtAtWall().toString())
                .put("startCount", order.startCount())
                .put("count", order.count())
                .put(
                        "changes",
                        new JsonArray(order.changes().stream()
                                .map(LedgerStream::change)
                                .toList()))
                .put(
                        "refills",
                        new JsonArray(order.refills().stream()
                                .map(LedgerStream::refill)
                                .toList()))
                .put(
                        "cancels",
                        new JsonArray(order.cancels().stream()
                                .map(LedgerStream::cancel)
                                .toList()));
    }

    private static JsonObject change(LedgerOrder.Change change) {
        return new JsonObject()
                .put("status", change.status())
                .put("remains", change.remains())
                .put("dropped", change.dropped())
                .put("at", change.at().toString())
                .put("atWall", change.atWall().toString());
    }

    private static JsonObject refill(LedgerOrder.Refill refill) {
        return new JsonObject()
                .put("id", refill.id())
                .put("at", refill.at().toString())
                .put("atWall", refill.atWall().toString())
                .put(
                        "changes",
                        new JsonArray(refill.changes().stream()
                                .map(change -> new JsonObject()
                                        .put("status", change.status())
                                        .put("at", change.at().toString())
                                        .put("atWall", change.atWall().toString()))
                                .toList()));
    }

    private static JsonObject cancel(LedgerOrder.Cancel cancel) {
        return new JsonObject()
                .put("at", cancel.at().toString())
                .put("atWall", cancel.atWall().toString())
                .put("effectiveAt", cancel.effectiveAt().map(Object::toString).orElse(null));
    }

    private static JsonObject json(LedgerFault fault) {
        return new JsonObject()
                .put("panel", fault.panel())
                .put("action", fault.action())
                .put("fault", fault.fault())
                .put("done", fault.done())
                .put("order", fault.order().orElse(null))
                .put("link", fault.link().orElse(null))
                .put("at", fault.at().toString())
                .put("atWall", fault.atWall().toString());
    }

    private static JsonObject json(LedgerTicket ticket) {
        return new JsonObject()
                .put("panel", ticket.panel())
                .put("id", ticket.id())
                .put("subject", ticket.subject())
                .put("message", ticket.message())
                .put("priority", ticket.priority())
                .put("at", ticket.at().toString())
                .put("atWall", ticket.atWall().toString());
    }
}
