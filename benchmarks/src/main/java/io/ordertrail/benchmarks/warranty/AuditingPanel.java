package io.ordertrail.benchmarks.warranty;

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
import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A panel, and somebody who looks into its ledger whenever it is asked for a refill. */
final class AuditingPanel implements Panel {

    private final Panel panel;
    private final Simulator simulator;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong whileInFlight = new AtomicLong();
    private final AtomicLong outsideWarranty = new AtomicLong();

    AuditingPanel(Panel panel, Simulator simulator) {
        this.panel = panel;
        this.simulator = simulator;
    }

    /** How many orders it was asked to refill. */
    long asked() {
        return asked.get();
    }

    /** How many of those had a refill in flight. */
    long whileInFlight() {
        return whileInFlight.get();
    }

    /** How many of those had no warranty (any more). */
    long outsideWarranty() {
        return outsideWarranty.get();
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, RefillAnswer>>> refill(Collection<PanelOrderId> ids, SendWindow window) {
        return Uni.createFrom().deferred(() -> {
            ids.forEach(this::look);
            return panel.refill(ids, window);
        });
    }

    private void look(PanelOrderId id) {
        Instant now = simulator.clock().instant();
        LedgerOrder order = simulator.order(name().value(), id.value()).orElseThrow();
        asked.incrementAndGet();
        if (order.refills().stream().anyMatch(refill -> inFlight(refill, now))) {
            whileInFlight.incrementAndGet();
        }
        Optional<Instant> completed = order.changes().stream()
                .filter(change ->
                        change.status().equals("Completed") || change.status().equals("Partial"))
                .map(LedgerOrder.Change::at)
                .findFirst();
        if (completed.isEmpty() || !covers(order, completed.get(), now)) {
            outsideWarranty.incrementAndGet();
        }
    }

    private boolean covers(LedgerOrder order, Instant completed, Instant now) {
        var service = simulator
                .panel(name().value())
                .catalogue()
                .find(Integer.toString(order.service()))
                .orElseThrow();
        Optional<Duration> warranty = service.warranty();
        return service.refill() && (warranty.isEmpty() || !now.isAfter(completed.plus(warranty.get())));
    }

    /** From its ledger's states until now; what ended with an unknown word has ended. */
    static boolean inFlight(LedgerOrder.Refill refill, Instant now) {
        String word = refill.changes().stream()
                .filter(change -> !change.at().isAfter(now))
                .reduce((_, later) -> later)
                .map(LedgerOrder.RefillChange::status)
                .orElse("Pending");
        return word.equals("Pending") || word.equals("In progress");
    }

    @Override
    public PanelName name() {
        return panel.name();
    }

    @Override
    public Dialect dialect() {
        return panel.dialect();
    }

    @Override
    public Uni<Outcome<List<ServiceListing>>> services() {
        return panel.services();
    }

    @Override
    public Uni<Outcome<PlacedOrder>> add(OrderContent content, String serviceType, SendWindow window) {
        return panel.add(content, serviceType, window);
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, OrderAnswer>>> status(StatusKind kind, Collection<PanelOrderId> ids) {
        return panel.status(kind, ids);
    }

    @Override
    public Uni<Outcome<Buffer>> statusRaw(StatusKind kind, Collection<PanelOrderId> ids) {
        return panel.statusRaw(kind, ids);
    }

    @Override
    public Outcome<Map<PanelOrderId, OrderAnswer>> readStatus(Buffer answer) {
        return panel.readStatus(answer);
    }

    @Override
    public OrderAnswer readStatusEntry(String entry) {
        return panel.readStatusEntry(entry);
    }

    @Override
    public Uni<Outcome<Map<RefillId, RefillStatusAnswer>>> refillStatus(Collection<RefillId> ids) {
        return panel.refillStatus(ids);
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, CancelAnswer>>> cancel(Collection<PanelOrderId> ids, SendWindow window) {
        return panel.cancel(ids, window);
    }

    @Override
    public Uni<Outcome<Money>> balance() {
        return panel.balance();
    }

    @Override
    public Uni<Outcome<TicketId>> createTicket(Ticket ticket, SendWindow window) {
        return panel.createTicket(ticket, window);
    }
}
