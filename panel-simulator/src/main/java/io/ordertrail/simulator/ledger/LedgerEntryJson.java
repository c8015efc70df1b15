package io.ordertrail.simulator.ledger;

import io.ordertrail.simulator.catalogue.ServiceType;
import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.lifecycle.OrderScenario;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.RefillLife;
import io.ordertrail.simulator.lifecycle.RefillPhase;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import io.ordertrail.simulator.lifecycle.SimulatedRefillState;
import io.ordertrail.simulator.time.SimulatedClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** Reads and writes entries as lines of the ledger's file. Written by hand, since every {@code add} waits for it. */
final class LedgerEntryJson {

    private LedgerEntryJson() {}

    static JsonObject write(LedgerEntry entry) {
        JsonObject json = new JsonObject()
                .put("entry", entry.getClass().getSimpleName())
                .put("panel", entry.panel())
                .put("sim", entry.at().sim())
                .put("wall", entry.at().wall());
        return switch (entry) {
            case LedgerEntry.Bought bought ->
                json.put("id", bought.id())
                        .put("sequence", bought.sequence())
                        .put("service", bought.service())
                        .put("link", bought.link())
                        .put("quantity", bought.quantity())
                        .put("charge", bought.charge().toPlainString())
                        .put("startCount", bought.startCount())
                        .put("fate", bought.fate().name())
                        .put("phases", array(bought.phases(), LedgerEntryJson::phase))
                        .put("runs", array(bought.runs(), LedgerEntryJson::run))
                        .put("parent", bought.parent());
            case LedgerEntry.Refilled refilled ->
                json.put("order", refilled.order())
                        .put("refill", refilled.refill())
                        .put("life", array(refilled.life().refill(), LedgerEntryJson::refillPhase))
                        .put("phases", array(refilled.life().order(), LedgerEntryJson::phase));
            case LedgerEntry.CancelTaken cancel ->
                json.put("order", cancel.order())
                        .put("from", cancel.from())
                        .put("phases", array(cancel.phases(), LedgerEntryJson::phase));
            case LedgerEntry.Forced forced ->
                json.put("order", forced.order()).put("phases", array(forced.phases(), LedgerEntryJson::phase));
            case LedgerEntry.PaidBack back ->
                json.put("order", back.order()).put("amount", back.amount().toPlainString());
            case LedgerEntry.TicketOpened ticket ->
                json.put("ticket", ticket.ticket())
                        .put("subject", ticket.subject())
                        .put("message", ticket.message())
                        .put("priority", ticket.priority());
            case LedgerEntry.BalanceSet set -> json.put("balance", set.balance().toPlainString());
            case LedgerEntry.CatalogueSet set -> json.put("services", array(set.services(), LedgerEntryJson::service));
            case LedgerEntry.OthersBought others -> json.put("count", others.count());
            case LedgerEntry.IdsSkipped skipped -> json.put("count", skipped.count());
            case LedgerEntry.NumberingRestarted restarted -> json.put("first", restarted.first());
            case LedgerEntry.FaultInjected fault ->
                json.put("action", fault.action())
                        .put("fault", fault.fault())
                        .put("done", fault.done())
                        .put("order", fault.order())
                        .put("link", fault.link());
            case LedgerEntry.ClockChanged clock ->
                json.put("speed", clock.stretch().speed());
        };
    }

    static LedgerEntry read(JsonObject json) {
        String panel = json.getString("panel");
        SimulatedTimestamp at = new SimulatedTimestamp(json.getLong("sim"), json.getLong("wall"));
        return switch (json.getString("entry")) {
            case "Bought" ->
                new LedgerEntry.Bought(
                        panel,
                        at,
                        json.getString("id"),
                        json.getLong("sequence"),
                        json.getInteger("service"),
                        json.getString("link"),
                        json.getLong("quantity"),
                        new BigDecimal(json.getString("charge")),
                        json.getLong("startCount"),
                        OrderScenario.valueOf(json.getString("fate")),
                        list(json, "phases", LedgerEntryJson::phase),
                        list(json, "runs", LedgerEntryJson::run),
                        json.getString("parent"));
            case "Refilled" ->
                new LedgerEntry.Refilled(
                        panel,
                        at,
                        json.getString("order"),
                        json.getString("refill"),
                        new RefillLife(
                                list(json, "life", LedgerEntryJson::refillPhase),
                                list(json, "phases", LedgerEntryJson::phase)));
            case "CancelTaken" ->
                new LedgerEntry.CancelTaken(
                        panel,
                        at,
                        json.getString("order"),
                        json.getLong("from"),
                        list(json, "phases", LedgerEntryJson::phase));
            case "Forced" ->
                new LedgerEntry.Forced(
                        panel, at, json.getString("order"), list(json, "phases", LedgerEntryJson::phase));
            case "PaidBack" ->
                new LedgerEntry.PaidBack(panel, at, json.getString("order"), new BigDecimal(json.getString("amount")));
            case "TicketOpened" ->
                new LedgerEntry.TicketOpened(
                        panel,
                        at,
                        json.getString("ticket"),
                        json.getString("subject"),
                        json.getString("message"),
                        json.getString("priority"));
            case "BalanceSet" -> new LedgerEntry.BalanceSet(panel, at, new BigDecimal(json.getString("balance")));
            case "CatalogueSet" ->
                new LedgerEntry.CatalogueSet(panel, at, list(json, "services", LedgerEntryJson::service));
            case "OthersBought" -> new LedgerEntry.OthersBought(panel, at, json.getLong("count"));
            case "IdsSkipped" -> new LedgerEntry.IdsSkipped(panel, at, json.getLong("count"));
            case "NumberingRestarted" -> new LedgerEntry.NumberingRestarted(panel, at, json.getLong("first"));
            case "FaultInjected" ->
                new LedgerEntry.FaultInjected(
                        panel,
                        at,
                        json.getString("action"),
                        json.getString("fault"),
                        json.getBoolean("done"),
                        json.getString("order"),
                        json.getString("link"));
            case "ClockChanged" ->
                new LedgerEntry.ClockChanged(new SimulatedClock.Stretch(at.wall(), at.sim(), json.getDouble("speed")));
            default -> throw new IllegalArgumentException("unknown entry " + json.getString("entry"));
        };
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonArray> write) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(write.apply(item)));
        return array;
    }

    private static <T> List<T> list(JsonObject json, String name, Function<JsonArray, T> read) {
        JsonArray array = json.getJsonArray(name);
        return array.stream().map(item -> read.apply((JsonArray) item)).toList();
    }

    private static JsonArray phase(Phase phase) {
        return new JsonArray()
                .add(phase.at())
                .add(phase.state().name())
                .add(phase.remainsFrom())
                .add(phase.remainsTo())
                .add(phase.until())
                .add(phase.dropped());
    }

    private static Phase phase(JsonArray json) {
        return new Phase(
                json.getLong(0),
                SimulatedOrderState.valueOf(json.getString(1)),
                json.getLong(2),
                json.getLong(3),
                json.getLong(4),
                json.getLong(5));
    }

    private static JsonArray run(DripFeedRun run) {
        return new JsonArray()
                .add(run.due())
                .add(run.quantity())
                .add(run.charge().toPlainString());
    }

    private static DripFeedRun run(JsonArray json) {
        return new DripFeedRun(json.getLong(0), json.getLong(1), new BigDecimal(json.getString(2)));
    }

    private static JsonArray refillPhase(RefillPhase phase) {
        return new JsonArray().add(phase.at()).add(phase.state().name());
    }

    private static RefillPhase refillPhase(JsonArray json) {
        return new RefillPhase(json.getLong(0), SimulatedRefillState.valueOf(json.getString(1)));
    }

    private static JsonArray service(SimulatedService service) {
        return new JsonArray()
                .add(service.id())
                .add(service.name())
                .add(service.type().name())
                .add(service.category())
                .add(service.rate().toPlainString())
                .add(service.min())
                .add(service.max())
                .add(service.dripFeed())
                .add(service.refill())
                .add(service.cancel());
    }

    private static SimulatedService service(JsonArray json) {
        return new SimulatedService(
                json.getInteger(0),
                json.getString(1),
                ServiceType.valueOf(json.getString(2)),
                json.getString(3),
                new BigDecimal(json.getString(4)),
                json.getLong(5),
                json.getLong(6),
                json.getBoolean(7),
                json.getBoolean(8),
                json.getBoolean(9));
    }
}
