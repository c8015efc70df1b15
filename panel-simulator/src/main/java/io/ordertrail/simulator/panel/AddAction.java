package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.Service;
import io.ordertrail.simulator.catalogue.ServiceType;
import io.ordertrail.simulator.ledger.Entry;
import io.ordertrail.simulator.ledger.Moment;
import io.ordertrail.simulator.life.Fate;
import io.ordertrail.simulator.life.LifePlan;
import io.ordertrail.simulator.life.Marks;
import io.ordertrail.simulator.life.Phase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code add}: looks whether the order can be taken, charges it, and plans its life. */
final class AddAction implements Action {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+\\.[^\\s/]+.*", Pattern.CASE_INSENSITIVE);
    private static final long MOST_RUNS = 1000;

    private final PanelState state;
    private final LifePlan lives;
    private final Refusals refusals;

    AddAction(PanelState state, LifePlan lives, Refusals refusals) {
        this.state = state;
        this.lives = lives;
        this.refusals = refusals;
    }

    @Override
    public Answer answer(Form form) {
        Optional<Service> service = state.catalogue().find(form.get("service"));
        if (service.isEmpty()) {
            return refusals.answer(form.has("service") ? Refusal.NO_SUCH_SERVICE : Refusal.BAD_REQUEST);
        }
        Optional<Answer> refused = refused(form, service.get());
        return refused.orElseGet(() -> buy(form, service.get()));
    }

    private Optional<Answer> refused(Form form, Service service) {
        ServiceType type = service.type();
        if (type.required().contains("link") && !LINK.matcher(form.get("link")).matches()) {
            return refusal(Refusal.BAD_LINK);
        }
        if (!type.required().stream().allMatch(form::has)) {
            return refusal(Refusal.BAD_REQUEST);
        }
        if (form.has("runs") && badRuns(form, service)) {
            return refusal(Refusal.BAD_REQUEST);
        }
        long smallest = type == ServiceType.SUBSCRIPTIONS ? form.number("min") : quantity(form, service);
        long largest = type == ServiceType.SUBSCRIPTIONS ? form.number("max") : smallest;
        if (smallest < service.min() || largest < smallest) {
            return Optional.of(refusals.answer(400, "Quantity less than minimal " + service.min()));
        }
        if (largest > service.max()) {
            return Optional.of(refusals.answer(400, "Quantity more than maximum " + service.max()));
        }
        if (lives.fate(form.link()) == Fate.REFUSE) {
            return Optional.of(Marks.of(form.link())
                    .text()
                    .map(text -> refusals.answer(400, text))
                    .orElseGet(() -> refusals.answer(Refusal.BAD_LINK)));
        }
        boolean active = state.settings().refusesActiveLinks()
                && state.active(form.link(), service.id(), state.now().sim()).isPresent();
        return active ? refusal(Refusal.ACTIVE_LINK) : Optional.empty();
    }

    private boolean badRuns(Form form, Service service) {
        long runs = form.number("runs");
        return !service.dripFeed() || runs < 1 || runs > MOST_RUNS || form.number(intervalName()) < 1;
    }

    private Answer buy(Form form, Service service) {
        Moment now = state.now();
        String link = form.link();
        Fate fate = lives.fate(link);
        Runs runs = runs(form, service, link, now.sim());
        boolean parent = !runs.runs().isEmpty();
        long quantity = parent ? runs.quantity() : quantity(form, service);
        BigDecimal charge = parent ? runs.charge() : service.charge(quantity);
        if (charge.compareTo(state.balance()) > 0) {
            return refusals.answer(Refusal.NO_FUNDS);
        }
        List<Phase> phases =
                parent ? runs.phases(service.type(), link, now.sim()) : lives.phases(fate, link, quantity, now.sim());
        long sequence = state.nextSequence();
        Entry.Bought bought = new Entry.Bought(
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
        return Answer.bought(json(bought.id(), parent), bought.id());
    }

    private Runs runs(Form form, Service service, String link, long now) {
        long begin = now + Marks.of(link).millis("pending").orElse(30_000);
        if (service.type() == ServiceType.SUBSCRIPTIONS) {
            return Runs.subscription(service, form, begin, lives.posts(link));
        }
        return form.has("runs")
                ? Runs.dripFeed(
                        service, form.number("quantity"), form.number("runs"), form.number(intervalName()), begin)
                : Runs.none();
    }

    private String intervalName() {
        return state.dialect().has(Habit.INTERVALS) ? "intervals" : "interval";
    }

    private static long quantity(Form form, Service service) {
        String counted = service.type().counted();
        if (!counted.isEmpty()) {
            return form.get(counted).lines().filter(line -> !line.isBlank()).count();
        }
        return service.type().required().contains("quantity") ? form.number("quantity") : 1;
    }

    private Optional<Answer> refusal(Refusal refusal) {
        return Optional.of(refusals.answer(refusal));
    }

    private String json(String id, boolean dripFeed) {
        Dialect dialect = state.dialect();
        boolean text = dialect.has(Habit.ORDER_ID_AS_TEXT) || state.settings().textIds();
        String order = "{\"order\":" + (text ? Text.quoted(id) : id);
        return dialect.has(Habit.DRIP_FEED_BY_TYPE)
                ? order + ",\"type\":\"" + (dripFeed ? "dripfeed" : "normal") + "\"}"
                : order + "}";
    }
}
