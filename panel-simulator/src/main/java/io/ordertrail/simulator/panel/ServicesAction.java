package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.SimulatedService;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code services}. */
final class ServicesAction implements Action {

    private final PanelState state;
    private ServicesForm form = ServicesForm.USUAL;

    ServicesAction(PanelState state) {
        this.state = state;
    }

    void show(ServicesForm shown) {
        form = shown;
    }

    @Override
    public ActionResponse answer(ActionForm call) {
        String all = state.catalogue().all().stream().map(this::json).collect(Collectors.joining(",", "[", "]"));
        return ActionResponse.of(
                switch (form) {
                    case USUAL -> all;
                    case EMPTY -> "[]";
                    case BROKEN -> all.substring(0, all.length() / 2);
                });
    }

    private String json(SimulatedService service) {
        SimulatedDialect dialect = state.dialect();
        boolean longer = dialect.has(DialectQuirk.LONG_SERVICES);
        String type = service.type().title();
        StringBuilder json = new StringBuilder(256);
        json.append("{\"service\":").append(service.id());
        text(json, "name", service.name());
        text(json, "type", longer ? type.toLowerCase(Locale.ROOT) : type);
        text(json, "category", service.category());
        text(json, "rate", service.rate().toPlainString());
        text(json, "min", Long.toString(service.min()));
        text(json, "max", Long.toString(service.max()));
        if (dialect.has(DialectQuirk.DESC)) {
            text(json, "desc", "Some Description");
        }
        if (longer) {
            text(json, "description", "Service Description");
            json.append(",\"dripfeed\":").append(service.dripFeed());
        }
        json.append(",\"refill\":").append(service.refill());
        if (dialect.has(DialectQuirk.CANCEL_FLAG)) {
            json.append(",\"cancel\":").append(service.cancel());
        }
        return json.append(longer ? ",}" : "}").toString();
    }

    private static void text(StringBuilder json, String name, String value) {
        Text.quote(json.append(",\"").append(name).append("\":"), value);
    }
}
