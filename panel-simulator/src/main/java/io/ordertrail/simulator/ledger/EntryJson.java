package io.ordertrail.simulator.ledger;

import io.ordertrail.simulator.catalogue.Service;
import io.ordertrail.simulator.catalogue.ServiceType;
import io.ordertrail.simulator.life.Fate;
import io.ordertrail.simulator.life.OrderState;
import io.ordertrail.simulator.life.Phase;
import io.ordertrail.simulator.life.RefillLife;
import io.ordertrail.simulator.life.RefillPhase;
import io.ordertrail.simulator.life.RefillState;
import io.ordertrail.simulator.time.SimulatedClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** Entries as lines of the ledger's file. Written by hand, since this is on the way of every {@code add}. */
final class EntryJson {

    private EntryJson() {}

    static JsonObject write(Entry entry) {
        JsonObject json = new JsonObject()
                .put("entry", entry.getClass().getSimpleName())
                .put("panel", entry.panel())
                .put("sim", entry.at().sim())
                .put("wall", entry.at().wall());
        return switch (entry) {
            case Entry.Bought bought ->
                json.put("id", bought.id())
                        .put("sequence", bought.sequence())
                        .put("service", bought.service())
                        .put("link", bought.link())
                        .put("quantity", bought.quantity())
                        .put("charge", bought.charge().toPlainString())
                        .put("startCount", bought.startCount())
                        .put("fate", bought.fate().name())
                        .put("phases", array(bought.phases(), EntryJson::phase))
                        .put("runs", array(bought.runs(), EntryJson::run))
                        .put("parent", bought.parent());
            case Entry.Refilled refilled ->
                json.put("order", refilled.order())
                        .put("refill", refilled.refill())
                        .put("life", array(refilled.life().refill(), EntryJson::refillPhase))
                        .put("phases", array(refilled.life().order(), EntryJson::phase));
            case Entry.CancelTaken cancel ->
                json.put("order", cancel.order())
                        .put("from", cancel.from())
                        .put("phases", array(cancel.phases(), EntryJson::phase));
            case Entry.Forced forced ->
                json.put("order", forced.order()).put("phases", array(forced.phases(), EntryJson::phase));
            case Entry.PaidBack back ->
                json.put("order", back.order()).put("amount", back.amount().toPlainString());
            case Entry.TicketOpened ticket ->
                json.put("ticket", ticket.ticket())
                        .put("subject", ticket.subject())
                        .put("message", ticket.message())
                        .put("priority", ticket.priority());
            case Entry.BalanceSet set -> json.put("balance", set.balance().toPlainString());
            case Entry.CatalogueSet set -> json.put("services", array(set.services(), EntryJson::service));
            case Entry.OthersBought others -> json.put("count", others.count());
            case Entry.FaultInjected fault ->
                json.put("action", fault.action())
                        .put("fault", fault.fault())
                        .put("done", fault.done())
                        .put("order", fault.order())
                        .put("link", fault.link());
            case Entry.ClockChanged clock -> json.put("speed", clock.stretch().speed());
        };
    }

    static Entry read(JsonObject json) {
        String panel = json.getString("panel");
        Moment at = new Moment(json.getLong("sim"), json.getLong("wall"));
        return switch (json.getString("entry")) {
            case "Bought" ->
                new Entry.Bought(
                        panel,
                        at,
                        json.getString("id"),
                        json.getLong("sequence"),
                        json.getInteger("service"),
                        json.getString("link"),
                        json.getLong("quantity"),
                        new BigDecimal(json.getString("charge")),
                        json.getLong("startCount"),
                        Fate.valueOf(json.getString("fate")),
                        list(json, "phases", EntryJson::phase),
                        list(json, "runs", EntryJson::run),
                        json.getString("parent"));
            case "Refilled" ->
                new Entry.Refilled(
                        panel,
                        at,
                        json.getString("order"),
                        json.getString("refill"),
                        new RefillLife(
                                list(json, "life", EntryJson::refillPhase), list(json, "phases", EntryJson::phase)));
            case "CancelTaken" ->
                new Entry.CancelTaken(
                        panel,
                        at,
                        json.getString("order"),
                        json.getLong("from"),
                        list(json, "phases", EntryJson::phase));
            case "Forced" ->
                new Entry.Forced(panel, at, json.getString("order"), list(json, "phases", EntryJson::phase));
            case "PaidBack" ->
                new Entry.PaidBack(panel, at, json.getString("order"), new BigDecimal(json.getString("amount")));
            case "TicketOpened" ->
                new Entry.TicketOpened(
                        panel,
                        at,
                        json.getString("ticket"),
                        json.getString("subject"),
                        json.getString("message"),
                        json.getString("priority"));
            case "BalanceSet" -> new Entry.BalanceSet(panel, at, new BigDecimal(json.getString("balance")));
            case "CatalogueSet" -> new Entry.CatalogueSet(panel, at, list(json, "services", EntryJson::service));
            case "OthersBought" -> new Entry.OthersBought(panel, at, json.getLong("count"));
            case "FaultInjected" ->
                new Entry.FaultInjected(
                        panel,
                        at,
                        json.getString("action"),
                        json.getString("fault"),
                        json.getBoolean("done"),
                        json.getString("order"),
                        json.getString("link"));
            case "ClockChanged" ->
                new Entry.ClockChanged(new SimulatedClock.Stretch(at.wall(), at.sim(), json.getDouble("speed")));
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
                OrderState.valueOf(json.getString(1)),
                json.getLong(2),
                json.getLong(3),
                json.getLong(4),
                json.getLong(5));
    }

    private static JsonArray run(Run run) {
        return new JsonArray()
                .add(run.due())
                .add(run.quantity())
                .add(run.charge().toPlainString());
    }

    private static Run run(JsonArray json) {
        return new Run(json.getLong(0), json.getLong(1), new BigDecimal(json.getString(2)));
    }

    private static JsonArray refillPhase(RefillPhase phase) {
        return new JsonArray().add(phase.at()).add(phase.state().name());
    }

    private static RefillPhase refillPhase(JsonArray json) {
        return new RefillPhase(json.getLong(0), RefillState.valueOf(json.getString(1)));
    }

    private static JsonArray service(Service service) {
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

    private static Service service(JsonArray json) {
        return new Service(
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
