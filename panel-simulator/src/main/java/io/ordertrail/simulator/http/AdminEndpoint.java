package io.ordertrail.simulator.http;

import io.ordertrail.simulator.catalogue.SimulatedCatalogue;
import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.Faults;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import io.ordertrail.simulator.panel.ActionResponse;
import io.ordertrail.simulator.panel.ServicesForm;
import io.ordertrail.simulator.panel.SimulatedPanel;
import io.ordertrail.simulator.time.SimulatedClock;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** The admin API; the module's README has an example of every call. */
public final class AdminEndpoint implements Handler<HttpServerRequest> {

    private final Map<String, SimulatedPanel> panels;
    private final SimulatedClock clock;
    private final Faults faults;
    private final Stats stats;
    private final Listeners listeners;

    /** Changes these. */
    public AdminEndpoint(
            Map<String, SimulatedPanel> panels, SimulatedClock clock, Faults faults, Stats stats, Listeners listeners) {
        this.panels = panels;
        this.clock = clock;
        this.faults = faults;
        this.stats = stats;
        this.listeners = listeners;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.path().startsWith("/admin/ledger")) {
            new LedgerStream(panels, clock).handle(request);
            return;
        }
        request.body()
                .compose(body -> answer(request, body.length() == 0 ? new JsonObject() : body.toJsonObject()))
                .onSuccess(json -> send(request, 200, json))
                .onFailure(failure -> send(
                        request,
                        failure instanceof NoSuchElementException ? 404 : 400,
                        new JsonObject().put("error", String.valueOf(failure.getMessage()))));
    }

    private Future<JsonObject> answer(HttpServerRequest request, JsonObject body) {
        String[] path = request.path().substring("/admin".length()).split("/");
        String call = request.method().name() + " " + (path.length > 1 ? path[1] : "");
        return switch (call) {
            case "GET clock" -> clock();
            case "POST clock" -> move(body);
            case "GET faults" -> faults();
            case "POST faults" -> Future.succeededFuture(new JsonObject().put("id", faults.add(FaultJson.read(body))));
            case "DELETE faults" -> removeFaults(path);
            case "GET stats" -> Future.succeededFuture(new JsonObject(Map.copyOf(stats.all())));
            case "GET panels" -> panels();
            case "POST panels" -> change(path, body);
            default -> Future.failedFuture(new NoSuchElementException("no such call: " + call));
        };
    }

    private Future<JsonObject> clock() {
        return Future.succeededFuture(
                new JsonObject().put("now", clock.instant().toString()).put("speed", clock.speed()));
    }

    private Future<JsonObject> move(JsonObject body) {
        if (body.containsKey("speed")) {
            clock.speed(body.getDouble("speed"));
        }
        if (body.containsKey("advance")) {
            clock.advance(Duration.parse(body.getString("advance")));
        }
        return clock();
    }

    private Future<JsonObject> faults() {
        JsonArray all = new JsonArray();
        for (Map.Entry<Integer, Fault> entry : faults.all().entrySet()) {
            all.add(FaultJson.write(entry.getValue()).put("id", entry.getKey()));
        }
        return Future.succeededFuture(new JsonObject().put("faults", all));
    }

    private Future<JsonObject> removeFaults(String[] path) {
        if (path.length < 3) {
            faults.clear();
        } else if (!faults.remove(Integer.parseInt(path[2]))) {
            return Future.failedFuture(new NoSuchElementException("no fault " + path[2]));
        }
        return faults();
    }

    private Future<JsonObject> panels() {
        JsonObject all = new JsonObject();
        panels.forEach((name, panel) -> all.put(
                name,
                new JsonObject()
                        .put("url", listeners.url(name).toString())
                        .put("key", panel.settings().key())
                        .put("balance", panel.balance().toPlainString())
                        .put("orders", panel.orderCount())));
        return Future.succeededFuture(all);
    }

    private Future<JsonObject> change(String[] path, JsonObject body) {
        SimulatedPanel panel = path.length > 3 ? panels.get(path[2]) : null;
        if (panel == null) {
            return Future.failedFuture(new NoSuchElementException("no such panel; there are " + panels.keySet()));
        }
        return switch (path[3]) {
            case "balance" -> {
                panel.setBalance(new BigDecimal(body.getString("balance")));
                yield done();
            }
            case "others" -> {
                panel.othersBuy(body.getLong("count"));
                yield done();
            }
            case "ids" -> {
                changeIds(panel, body);
                yield done();
            }
            case "by-hand" -> buyByHand(panel, body);
            case "connections" ->
                listeners.acceptLater(path[2], body.getBoolean("accept")).map(accepted -> new JsonObject());
            case "services" -> {
                changeServices(panel, body);
                yield done();
            }
            case "orders" -> force(panel, path.length > 4 ? path[4] : "", body);
            default -> Future.failedFuture(new NoSuchElementException("no such call: panels/../" + path[3]));
        };
    }

    private static void changeIds(SimulatedPanel panel, JsonObject body) {
        if (body.containsKey("restart")) {
            panel.restartNumbering(body.getLong("restart"));
        } else {
            panel.skipIds(body.getLong("skip"));
        }
    }

    private static Future<JsonObject> buyByHand(SimulatedPanel panel, JsonObject body) {
        Map<String, String> fields =
                body.stream().collect(Collectors.toMap(Map.Entry::getKey, field -> String.valueOf(field.getValue())));
        ActionResponse answer = panel.buyByHand(fields);
        return answer.order() == null
                ? Future.failedFuture(new IllegalArgumentException("refused: " + answer.body()))
                : Future.succeededFuture(new JsonObject().put("order", answer.order()));
    }

    private static void changeServices(SimulatedPanel panel, JsonObject body) {
        if (body.containsKey("list")) {
            panel.showServices(ServicesForm.valueOf(body.getString("list").toUpperCase(Locale.ROOT)));
        } else if (body.getBoolean("back", false)) {
            panel.bringBack(body.getInteger("service"));
        } else {
            panel.changeCatalogue(catalogue -> changed(catalogue, body));
        }
    }

    private static SimulatedCatalogue changed(SimulatedCatalogue before, JsonObject body) {
        int id = body.getInteger("service");
        if (before.find(Integer.toString(id)).isEmpty()) {
            throw new NoSuchElementException("no service " + id);
        }
        if (body.getBoolean("gone", false)) {
            return before.without(id);
        }
        return before.changed(
                id,
                service -> service.at(new BigDecimal(
                                body.getString("rate", service.rate().toPlainString())))
                        .bounded(body.getLong("min", service.min()), body.getLong("max", service.max())));
    }

    private static Future<JsonObject> force(SimulatedPanel panel, String order, JsonObject body) {
        boolean found = body.containsKey("drop")
                ? panel.drop(order, body.getLong("drop"))
                : panel.force(
                        order,
                        SimulatedOrderState.valueOf(body.getString("state").toUpperCase(Locale.ROOT)),
                        body.getLong("remains", 0L));
        return found ? done() : Future.failedFuture(new NoSuchElementException("no order " + order));
    }

    private static Future<JsonObject> done() {
        return Future.succeededFuture(new JsonObject().put("done", true));
    }

    private static void send(HttpServerRequest request, int status, JsonObject json) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(json.encode());
    }
}
