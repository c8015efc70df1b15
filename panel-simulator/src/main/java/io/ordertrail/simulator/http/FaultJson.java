package io.ordertrail.simulator.http;

import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.FaultKind;
import io.vertx.core.json.JsonObject;

/** Faults in the admin API's JSON; fields that are left out are as in {@link Fault#doneThen}. */
final class FaultJson {

    private FaultJson() {}

    static Fault read(JsonObject json) {
        Fault usual = Fault.doneThen(FaultKind.of(json.getString("fault", "")));
        return new Fault(
                json.getString("panel", usual.panel()),
                json.getString("action", usual.action()),
                json.getString("link", usual.linkContains()),
                usual.kind(),
                json.getBoolean("done", usual.done()),
                json.getString("refusal", usual.refusal()),
                json.getDouble("probability", usual.probability()),
                json.getInteger("count", usual.count()),
                json.getInteger("millis", usual.millis()),
                json.getInteger("status", usual.status()),
                json.getInteger("retryAfter", usual.retryAfter()),
                json.getString("text", usual.text()));
    }

    static JsonObject write(Fault fault) {
        return new JsonObject()
                .put("panel", fault.panel())
                .put("action", fault.action())
                .put("link", fault.linkContains())
                .put("fault", fault.kind().title())
                .put("done", fault.done())
                .put("refusal", fault.refusal())
                .put("probability", fault.probability())
                .put("count", fault.count())
                .put("millis", fault.millis())
                .put("status", fault.status())
                .put("retryAfter", fault.retryAfter())
                .put("text", fault.text());
    }
}
