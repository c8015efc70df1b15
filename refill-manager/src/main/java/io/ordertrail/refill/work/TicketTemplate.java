package io.ordertrail.refill.work;

import io.ordertrail.panel.Ticket;
import io.ordertrail.panel.Ticket.Priority;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.policy.RefillPolicies;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;

/** Fills in the templates {@code refill-ticket-subject.txt} and {@code refill-ticket-message.txt}. */
@Singleton
class TicketTemplate implements TicketWriter {

    private final Template subject;
    private final Template message;
    private final RefillPolicies policies;

    TicketTemplate(
            @Location("refill-ticket-subject.txt") Template subject,
            @Location("refill-ticket-message.txt") Template message,
            RefillPolicies policies) {
        this.subject = subject;
        this.message = message;
        this.policies = policies;
    }

    @Override
    public Ticket ticket(OrderRefillState state) {
        var ref = state.order().ref();
        String priority = policies.of(ref.panel(), ref.service()).ticket().priority();
        return new Ticket(
                filled(subject, state).strip(),
                filled(message, state).strip(),
                Priority.valueOf(priority.toUpperCase(Locale.ROOT)));
    }

    private static String filled(Template template, OrderRefillState state) {
        Refill refill = Objects.requireNonNull(state.open(), "a ticket is about an open refill");
        TemplateInstance instance = template.instance()
                .data("order", state.order().ref().panelOrderId())
                .data("service", state.order().ref().service())
                .data(
                        "link",
                        state.order().purchase() == null
                                ? null
                                : state.order().purchase().link())
                .data("droppedAt", refill.openedAt())
                .data("rejections", refill.tally().rejections())
                .data("lastRefill", refill.panelRefill())
                .data("lastWord", refill.note());
        return instance.render();
    }
}
