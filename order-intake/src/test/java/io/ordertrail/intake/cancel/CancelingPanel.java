package io.ordertrail.intake.cancel;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.panel.Ticket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A panel that has nothing but cancel, and answers as a test says. */
final class CancelingPanel implements Panel {

    private final PanelName name;
    private final Dialect dialect;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<List<PanelOrderId>, Uni<Outcome<Map<PanelOrderId, CancelAnswer>>>> script =
            _ -> Uni.createFrom().failure(new IllegalStateException("the test expects no call"));

    CancelingPanel(PanelName name, String dialect) {
        this.name = name;
        this.dialect = Dialect.find(dialect).orElseThrow();
    }

    /** One call and the orders that it was about. */
    record Call(List<PanelOrderId> orders) {}

    List<Call> calls() {
        return calls;
    }

    void answers(Function<List<PanelOrderId>, Outcome<Map<PanelOrderId, CancelAnswer>>> answer) {
        script = ids -> Uni.createFrom().item(answer.apply(ids));
    }

    void answersEach(Function<PanelOrderId, CancelAnswer> answer) {
        answers(ids -> new Outcome.Answered<>(ids.stream().collect(Collectors.toMap(id -> id, answer))));
    }

    void answersLater(CompletableFuture<Outcome<Map<PanelOrderId, CancelAnswer>>> answer) {
        script = _ -> Uni.createFrom().completionStage(answer);
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, CancelAnswer>>> cancel(Collection<PanelOrderId> ids, SendWindow window) {
        return Uni.createFrom().deferred(() -> {
            List<PanelOrderId> asked = List.copyOf(ids);
            calls.add(new Call(asked));
            return script.apply(asked);
        });
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
    public Uni<Outcome<Map<PanelOrderId, OrderAnswer>>> status(StatusKind kind, Collection<PanelOrderId> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Outcome<Buffer>> statusRaw(StatusKind kind, Collection<PanelOrderId> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Map<PanelOrderId, OrderAnswer>> readStatus(Buffer answer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OrderAnswer readStatusEntry(String entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Outcome<List<ServiceListing>>> services() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Outcome<PlacedOrder>> add(OrderContent content, String serviceType, SendWindow window) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, RefillAnswer>>> refill(Collection<PanelOrderId> ids, SendWindow window) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Outcome<Map<RefillId, RefillStatusAnswer>>> refillStatus(Collection<RefillId> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Outcome<Money>> balance() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Outcome<TicketId>> createTicket(Ticket ticket, SendWindow window) {
        throw new UnsupportedOperationException();
    }
}
