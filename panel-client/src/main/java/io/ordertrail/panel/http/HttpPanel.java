package io.ordertrail.panel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.Dialect.CancelForm;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.panel.Ticket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A panel over HTTP, in its dialect. What it lacks is used in the form it has, or refused before anything is sent. */
final class HttpPanel implements Panel {

    private static final int MOST_IDS = 100;

    private final PanelName name;
    private final Dialect dialect;
    private final Secret secret;
    private final PanelHttpClient http;
    private final ResponseInterpreter interpreter;
    private final CallObserver observer;

    HttpPanel(
            PanelName name,
            Dialect dialect,
            Secret secret,
            PanelHttpClient http,
            ResponseInterpreter interpreter,
            CallObserver observer) {
        this.name = name;
        this.dialect = dialect;
        this.secret = secret;
        this.http = http;
        this.interpreter = interpreter;
        this.observer = observer;
    }

    /** Returns the same panel over connections of its own. */
    HttpPanel withOwnConnections() {
        return new HttpPanel(name, dialect, secret, http.withOwnConnections(), interpreter, observer);
    }

    @Override
    public PanelName name() {
        return name;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Uni<Outcome<List<ServiceListing>>> services() {
        return call(PanelCall.SERVICES, form(PanelCall.SERVICES), interpreter.answers()::services);
    }

    @Override
    public Uni<Outcome<PlacedOrder>> add(OrderContent content, String serviceType, SendWindow window) {
        Form form = form(PanelCall.ADD).withOrder(content, serviceType, dialect);
        return send(PanelCall.ADD, form, window)
                .map(reply -> interpreter.read(PanelCall.ADD, reply, interpreter.answers()::placed));
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, OrderAnswer>>> status(StatusKind kind, Collection<PanelOrderId> ids) {
        Form form = statusForm(kind, ids);
        if (ids.size() > 1) {
            return states(
                    PanelCall.STATUS, form, answer -> interpreter.answers().orders(answer, ids));
        }
        PanelOrderId id = ids.iterator().next();
        return post(PanelCall.STATUS, form)
                .map(reply -> interpreter.readOne(
                        PanelCall.STATUS,
                        reply,
                        answer -> Map.of(id, interpreter.answers().order(answer, id))));
    }

    @Override
    public Uni<Outcome<Buffer>> statusRaw(StatusKind kind, Collection<PanelOrderId> ids) {
        return post(PanelCall.STATUS, statusForm(kind, ids)).map(interpreter::unread);
    }

    @Override
    public Outcome<Map<PanelOrderId, OrderAnswer>> readStatus(Buffer answer) {
        return interpreter.readLater(answer, interpreter.answers()::orders);
    }

    @Override
    public Outcome<Map<PanelOrderId, OrderAnswer>> readStatus(Buffer answer, Collection<PanelOrderId> asked) {
        return interpreter.readLater(answer, json -> interpreter.answers().orders(json, asked));
    }

    @Override
    public OrderAnswer readStatusEntry(String entry) {
        return interpreter.entry(entry);
    }

    private Form statusForm(StatusKind kind, Collection<PanelOrderId> ids) {
        requireCount(ids);
        boolean typed = kind == StatusKind.DRIP_FEED && dialect.dripFeedStatus();
        return ids(form(PanelCall.STATUS).with("type", typed ? "dripfeed" : null), "order", ids);
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, RefillAnswer>>> refill(Collection<PanelOrderId> ids, SendWindow window) {
        requireCount(ids);
        if (dialect.manyRefills() && ids.size() > 1) {
            Form form = ids(form(PanelCall.REFILL), "order", ids);
            return send(PanelCall.REFILL, form, window)
                    .map(reply -> interpreter.readMany(
                            PanelCall.REFILL, reply, ids.size(), one -> interpreter.refills(one, ids)));
        }
        return oneByOne()
                .over(
                        ids,
                        id -> send(PanelCall.REFILL, form(PanelCall.REFILL).with("order", id), window),
                        interpreter::refill)
                .map(outcome -> outcome.map(answers -> withTheRest(ids, answers)));
    }

    /** Those that were not asked for are known not to be taken, which is not the same as an answer that lacks them. */
    private static Map<PanelOrderId, RefillAnswer> withTheRest(
            Collection<PanelOrderId> ids, Map<PanelOrderId, RefillAnswer> answers) {
        RefillAnswer notAsked = new RefillAnswer.NotAsked(
                "not asked for: the panel refused all calls or did not answer, for an order before it");
        ids.forEach(id -> answers.putIfAbsent(id, notAsked));
        return answers;
    }

    private SequentialCalls oneByOne() {
        return new SequentialCalls(interpreter);
    }

    @Override
    public Uni<Outcome<Map<RefillId, RefillStatusAnswer>>> refillStatus(Collection<RefillId> ids) {
        requireCount(ids);
        if (dialect.manyRefillStatuses() && ids.size() > 1) {
            Form form = ids(form(PanelCall.REFILL_STATUS), "refill", ids);
            return states(
                    PanelCall.REFILL_STATUS,
                    form,
                    answer -> interpreter.answers().refillStatuses(answer, ids));
        }
        return oneByOne()
                .over(
                        ids,
                        id -> post(
                                PanelCall.REFILL_STATUS,
                                form(PanelCall.REFILL_STATUS).with("refill", id)),
                        interpreter::refillStatus);
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, CancelAnswer>>> cancel(Collection<PanelOrderId> ids, SendWindow window) {
        requireCount(ids);
        if (!dialect.cancels()) {
            return unsupported("cancel");
        }
        boolean asMany = dialect.cancelForms().contains(CancelForm.MANY)
                && (ids.size() > 1 || !dialect.cancelForms().contains(CancelForm.ONE));
        if (asMany) {
            Form form = form(PanelCall.CANCEL).withIds("orders", ids);
            return send(PanelCall.CANCEL, form, window)
                    .map(reply -> interpreter.readMany(
                            PanelCall.CANCEL, reply, ids.size(), one -> interpreter.cancels(one, ids)));
        }
        return oneByOne()
                .over(
                        ids,
                        id -> send(PanelCall.CANCEL, form(PanelCall.CANCEL).with("order", id), window),
                        interpreter::cancel);
    }

    @Override
    public Uni<Outcome<Money>> balance() {
        return call(PanelCall.BALANCE, form(PanelCall.BALANCE), interpreter.answers()::balance);
    }

    @Override
    public Uni<Outcome<TicketId>> createTicket(Ticket ticket, SendWindow window) {
        if (!dialect.tickets()) {
            return unsupported("createTicket");
        }
        Form form = form(PanelCall.CREATE_TICKET)
                .with("subject", ticket.subject())
                .with("message", ticket.message())
                .with("priority", ticket.priority().name().toLowerCase(Locale.ROOT));
        return send(PanelCall.CREATE_TICKET, form, window)
                .map(reply -> interpreter.read(PanelCall.CREATE_TICKET, reply, interpreter.answers()::ticket));
    }

    private <T> Uni<Outcome<T>> call(PanelCall call, Form form, ResponseInterpreter.Reader<JsonNode, T> reader) {
        return post(call, form).map(reply -> interpreter.read(call, reply, reader));
    }

    private <T> Uni<Outcome<T>> states(PanelCall call, Form form, ResponseInterpreter.Reader<JsonNode, T> reader) {
        return post(call, form).map(reply -> interpreter.readStates(call, reply, reader));
    }

    private Uni<Outcome<Reply>> post(PanelCall call, Form form) {
        return http.read(call, form.encoded(), () -> observe(call));
    }

    private Uni<Outcome<Reply>> send(PanelCall call, Form form, SendWindow window) {
        return http.change(call, form.encoded(), window, () -> observe(call));
    }

    private Consumer<Outcome<Reply>> observe(PanelCall call) {
        CallObserver.Observed observed = observer.begun(name, call);
        return reply -> observed.ended(interpreter.outcomeOf(reply));
    }

    private Form form(PanelCall call) {
        return new Form(secret, call);
    }

    /** {@code order=1} for one, {@code orders=1,2} for more. */
    private static Form ids(Form form, String name, Collection<?> ids) {
        return ids.size() == 1 ? form.withIds(name, ids) : form.withIds(name + "s", ids);
    }

    private <T> Uni<Outcome<T>> unsupported(String action) {
        String text = "The panel %s has no %s (dialect %s).".formatted(name, action, dialect.name());
        return Uni.createFrom().item(new Outcome.Refused<>(Refusal.of(RefusalKind.UNSUPPORTED, text)));
    }

    private static void requireCount(Collection<?> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("ids must be 1 to " + MOST_IDS + ", but are " + ids.size());
        }
    }

    void close() {
        http.close();
    }
}
