package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.SeededRandom;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code status} of one order and of many. */
final class StatusAction implements Action {

    private static final int ROOM_FOR_ONE = 128;

    private final PanelState state;
    private final RefusalWording refusals;
    private final long seed;

    StatusAction(PanelState state, RefusalWording refusals, long seed) {
        this.state = state;
        this.refusals = refusals;
        this.seed = seed;
    }

    @Override
    public ActionResponse answer(ActionForm form) {
        boolean dripFeeds = state.dialect().has(DialectQuirk.DRIP_FEED_BY_TYPE)
                && form.get("type").equals("dripfeed");
        return form.has("orders") ? many(form.get("orders"), dripFeeds) : one(form.get("order"), dripFeeds);
    }

    private ActionResponse one(String id, boolean dripFeeds) {
        StringBuilder json = new StringBuilder(ROOM_FOR_ONE);
        boolean bare = state.dialect().has(DialectQuirk.BARE_STATUS_OF_ONE);
        return write(json, id, dripFeeds, false, bare, state.now().sim())
                ? ActionResponse.of(json.toString())
                : refusals.answer(RefusalText.NO_SUCH_ORDER);
    }

    private ActionResponse many(String list, boolean dripFeeds) {
        Optional<List<String>> ids = Ids.of(list, state.settings().manyIds());
        if (ids.isEmpty()) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        long now = state.now().sim();
        boolean chargeAsNumber = state.dialect().has(DialectQuirk.CHARGE_AS_NUMBER);
        String unknown = refusals.json(RefusalText.NO_SUCH_ORDER);
        // smmowner's page has the drip-feeds by their ids in square brackets, which is not JSON; so does this.
        StringBuilder json = new StringBuilder(ROOM_FOR_ONE * ids.get().size()).append(dripFeeds ? '[' : '{');
        for (String id : ids.get()) {
            json.append(json.length() == 1 ? "" : ",");
            Text.quote(json, id).append(':');
            if (!write(json, id, dripFeeds, chargeAsNumber, false, now)) {
                json.append(unknown);
            }
        }
        return ActionResponse.of(json.append(dripFeeds ? ']' : '}').toString());
    }

    private boolean write(
            StringBuilder json, String id, boolean dripFeeds, boolean chargeAsNumber, boolean bare, long now) {
        PanelOrder order = state.find(id, dripFeeds);
        if (order == null) {
            return !dripFeeds && writeForeign(json, id);
        }
        Phase phase = order.at(now);
        if (phase.state() == SimulatedOrderState.GONE) {
            return false;
        }
        if (order.isParent()) {
            writeParent(json, order, phase, dripFeeds);
        } else {
            writeOrder(json, order, phase, chargeAsNumber, bare, now);
        }
        return true;
    }

    private void writeOrder(
            StringBuilder json, PanelOrder order, Phase phase, boolean chargeAsNumber, boolean bare, long now) {
        SimulatedDialect dialect = state.dialect();
        boolean pending = phase.state() == SimulatedOrderState.PENDING;
        PanelSettings settings = state.settings();
        long remains = pending && dialect.has(DialectQuirk.NO_REMAINS_WHILE_PENDING)
                ? 0
                : order.remains(settings.remainsForm(), now);
        if (chargeAsNumber) {
            json.append("{\"charge\":")
                    .append(order.charge(settings.chargeForm(), now).toPlainString());
        } else {
            json.append("{\"charge\":\"")
                    .append(order.chargeText(settings.chargeForm(), now))
                    .append('"');
        }
        json.append(",\"start_count\":");
        if (pending) {
            json.append(dialect.startCountBefore());
        } else {
            json.append('"').append(order.bought().startCount()).append('"');
        }
        json.append(",\"status\":\"").append(dialect.word(phase.state()));
        json.append("\",\"remains\":\"").append(remains);
        if (bare) {
            json.append("\",}");
        } else {
            json.append("\",\"currency\":\"")
                    .append(state.settings().currency())
                    .append("\"}");
        }
    }

    private void writeParent(StringBuilder json, PanelOrder order, Phase phase, boolean byType) {
        json.append("{\"status\":\"")
                .append(state.dialect().word(phase.state()))
                .append('"');
        if (!byType) {
            json.append(",\"runs\":\"").append(order.bought().runs().size()).append('"');
        }
        json.append(",\"orders\":[");
        boolean quoted = state.settings().textIds();
        for (String run : order.runs()) {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
            if (quoted) {
                Text.quote(json, run);
            } else {
                json.append(run);
            }
        }
        json.append("]}");
    }

    private boolean writeForeign(StringBuilder json, @Nullable String id) {
        if (!state.settings().answersForOthers() || id == null || !id.matches("\\d{1,12}")) {
            return false;
        }
        if (!state.isTaken(Long.parseLong(id))) {
            return false;
        }
        SeededRandom chance = SeededRandom.of(seed, state.settings().name(), "foreign", id);
        long hundredThousandths = chance.between(100, 500_000);
        json.append("{\"charge\":\"")
                .append(hundredThousandths / 100_000)
                .append('.')
                .append(String.format("%05d", hundredThousandths % 100_000))
                .append("\",\"start_count\":\"")
                .append(chance.between(0, 9999))
                .append("\",\"status\":\"Completed\",\"remains\":\"0\",\"currency\":\"")
                .append(state.settings().currency())
                .append("\"}");
        return true;
    }
}
