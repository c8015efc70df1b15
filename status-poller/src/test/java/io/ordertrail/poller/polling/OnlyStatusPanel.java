package io.ordertrail.poller.polling;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.Evidence;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A panel that has nothing but status, and that never as bytes that can be walked over. */
abstract class OnlyStatusPanel implements Panel {

    private Outcome<Map<PanelOrderId, OrderAnswer>> last = unknown();

    abstract Outcome<Map<PanelOrderId, OrderAnswer>> answer(List<PanelOrderId> ids);

    static <T> Outcome<T> unknown() {
        return new Outcome.Unknown<>(new Evidence(Instant.EPOCH, Duration.ZERO, OptionalInt.of(500), "broken", ""));
    }

    @Override
    public PanelName name() {
        return new PanelName("fake");
    }

    @Override
    public Dialect dialect() {
        return Dialect.find("standard").orElseThrow();
    }

    @Override
    public Uni<Outcome<Map<PanelOrderId, OrderAnswer>>> status(StatusKind kind, Collection<PanelOrderId> ids) {
        return Uni.createFrom().item(() -> answer(List.copyOf(ids)));
    }

    @Override
    public Uni<Outcome<Buffer>> statusRaw(StatusKind kind, Collection<PanelOrderId> ids) {
        return Uni.createFrom().item(() -> {
            last = answer(List.copyOf(ids));
            return last.map(_ -> Buffer.buffer("not to be walked over"));
        });
    }

    @Override
    public Outcome<Map<PanelOrderId, OrderAnswer>> readStatus(Buffer answer) {
        return last;
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
    public Uni<Outcome<Map<PanelOrderId, CancelAnswer>>> cancel(Collection<PanelOrderId> ids, SendWindow window) {
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
