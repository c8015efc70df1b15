package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.ServiceType;
import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.ledger.SimulatedTimestamp;
import io.ordertrail.simulator.lifecycle.LifePlan;
import io.ordertrail.simulator.lifecycle.LinkDirectives;
import io.ordertrail.simulator.lifecycle.OrderScenario;
import io.ordertrail.simulator.lifecycle.Phase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code add}: checks whether the order can be taken, charges it, and plans its lifecycle. */
final class AddAction implements Action {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+\\.[^\\s/]+.*", Pattern.CASE_INSENSITIVE);
    private static final long MOST_RUNS = 1000;

    private final PanelState state;
    private final LifePlan lives;
    private final RefusalWording refusals;

    AddAction(PanelState state, LifePlan lives, RefusalWording refusals) {
        this.state = state;
        this.lives = lives;
        this.refusals = refusals;
    }

    @Override
    public ActionResponse answer(ActionForm form) {
        Optional<SimulatedService> service = state.catalogue().find(form.get("service"));
        if (service.isEmpty()) {
            return refusals.answer(form.has("service") ? RefusalText.NO_SUCH_SERVICE : RefusalText.BAD_REQUEST);
        }
        Optional<ActionResponse> refused = refused(form, service.get());
        return refused.orElseGet(() -> buy(form, service.get()));
    }

    private Optional<ActionResponse> refused(ActionForm form, SimulatedService service) {
        ServiceType type = service.type();
        if (type.required().contains("link") && !LINK.matcher(form.get("link")).matches()) {
            return refusal(RefusalText.BAD_LINK);
        }
        if (!type.required().stream().allMatch(form::has)) {
            return refusal(RefusalText.BAD_REQUEST);
        }
        if (form.has("runs") && badRuns(form, service)) {
            return refusal(RefusalText.BAD_REQUEST);
        }
        long smallest = type == ServiceType.SUBSCRIPTIONS ? form.number("min") : quantity(form, service);
        long largest = type == ServiceType.SUBSCRIPTIONS ? form.number("max") : smallest;
        if (smallest < service.min() || largest < smallest) {
            return Optional.of(refusals.answer(400, "Quantity less than minimal " + service.min()));
        }
        if (largest > service.max()) {
            return Optional.of(refusals.answer(400, "Quantity more than maximum " + service.max()));
        }
        if (lives.fate(form.link()) == OrderScenario.REFUSE) {
            return Optional.of(LinkDirectives.of(form.link())
                    .text()
                    .map(text -> refusals.answer(400, text))
                    .orElseGet(() -> refusals.answer(RefusalText.BAD_LINK)));
        }
        boolean active = state.settings().refusesActiveLinks()
                && state.active(form.link(), service.id(), state.now().sim()).isPresent();
        return active ? refusal(RefusalText.ACTIVE_LINK) : Optional.empty();
    }

    private boolean badRuns(ActionForm form, SimulatedService service) {
        long runs = form.number("runs");
        return !service.dripFeed() || runs < 1 || runs > MOST_RUNS || form.number(intervalName()) < 1;
    }

    private ActionResponse buy(ActionForm form, SimulatedService service) {
        SimulatedTimestamp now = state.now();
        String link = form.link();
        OrderScenario fate = lives.fate(link);
        Runs runs = runs(form, service, link, now.sim());
        boolean parent = !runs.runs().isEmpty();
        long quantity = parent ? runs.quantity() : quantity(form, service);
        BigDecimal charge = parent ? runs.charge() : service.charge(quantity);
        if (charge.compareTo(state.balance()) > 0) {
            return refusals.answer(RefusalText.NO_FUNDS);
        }
        List<Phase> phases =
                parent ? runs.phases(service.type(), link, now.sim()) : lives.phases(fate, link, quantity, now.sim());
        long sequence = parent ? state.nextDripFeed() : state.nextSequence();
        LedgerEntry.Bought bought = new LedgerEntry.Bought(
                state.settings().name(),
                now,
                state.id(sequence),
                sequence,
                service.id(),
                link,
                quantity,
                charge,
                lives.startCount(link),
                fate,
                phases,
                runs.runs(),
                null);
        state.commit(bought);
        return ActionResponse.bought(json(bought.id(), parent), bought.id());
    }

    private Runs runs(ActionForm form, SimulatedService service, String link, long now) {
        long begin = now + LinkDirectives.of(link).millis("pending").orElse(30_000);
        if (service.type() == ServiceType.SUBSCRIPTIONS) {
            return Runs.subscription(service, form, begin, lives.posts(link));
        }
        return form.has("runs")
                ? Runs.dripFeed(
                        service, form.number("quantity"), form.number("runs"), form.number(intervalName()), begin)
                : Runs.none();
    }

    private String intervalName() {
        return state.dialect().has(DialectQuirk.INTERVALS) ? "intervals" : "interval";
    }

    private static long quantity(ActionForm form, SimulatedService service) {
        String counted = service.type().counted();
        if (!counted.isEmpty()) {
            return form.get(counted).lines().filter(line -> !line.isBlank()).count();
        }
        return service.type().required().contains("quantity") ? form.number("quantity") : 1;
    }

    private Optional<ActionResponse> refusal(RefusalText refusal) {
        return Optional.of(refusals.answer(refusal));
    }

    private String json(String id, boolean dripFeed) {
        SimulatedDialect dialect = state.dialect();
        boolean text =
                dialect.has(DialectQuirk.ORDER_ID_AS_TEXT) || state.settings().textIds();
        String order = "{\"order\":" + (text ? Text.quoted(id) : id);
        return dialect.has(DialectQuirk.DRIP_FEED_BY_TYPE)
                ? order + ",\"type\":\"" + (dripFeed ? "dripfeed" : "normal") + "\"}"
                : order + "}";
    }
}
