package io.ordertrail.notifier.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Contact;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventJson;
import io.ordertrail.events.KeyEvent;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.NotificationEvent;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.ShopRequest;
import io.ordertrail.events.StatusEvent.StatusChanged;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes events as messages. Thread-safe. */
public final class MessageFactory {

    /** The type of what is sent to try an endpoint. */
    public static final String TEST = "endpoint.test";

    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final ObjectMapper json = EventJson.mapper();

    /** The event as a message; empty for requests of shops, which are sent to nobody. */
    public Optional<Message> write(CloudEvent<? extends Event> event) {
        return about(event.data()).map(about -> {
            ObjectNode data = json.valueToTree(event.data());
            Contact contact = contact(event.data());
            if (data.get("order") instanceof ObjectNode order) {
                // The address of a shop's customer is no business of those who listen.
                order.remove("contact");
            }
            return new Message(
                    id(event.source(), event.id()),
                    about,
                    event.time(),
                    body(about.type(), event.time(), data),
                    contact,
                    traceparent(event.traceparent()));
        });
    }

    /** What is sent to try the subscription of that id. */
    public Message test(String subscription, @Nullable ShopId shop, String nonce, Instant now) {
        ObjectNode data = json.createObjectNode()
                .put("subscription", subscription)
                .put("message", "This is a test. If you can read it and its signature holds, everything is well.");
        EventSubject about = new EventSubject(TEST, null, shop, null, null, List.of(), null, null);
        return new Message(id(subscription, nonce), about, now, body(TEST, now, data), null, null);
    }

    /** 128 bits of the event's identity, so that a repeat is the same message even to another database. */
    static String id(String source, String eventId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((source + '\n' + eventId).getBytes(UTF_8));
            return "msg_" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private static Optional<EventSubject> about(Event event) {
        return switch (event) {
            case LifecycleEvent lifecycle -> Optional.of(aboutOrder(lifecycle));
            case NotificationEvent.AboutSubscription notification -> Optional.of(aboutSubscription(notification));
            case OperationsEvent operations -> Optional.of(aboutPanel(operations));
            case NotificationEvent.DeliveriesEnded _, KeyEvent _, ShopRequest _, Measurement _ -> Optional.empty();
        };
    }

    private static EventSubject aboutOrder(LifecycleEvent event) {
        OrderRef order = event.order();
        String status = event instanceof StatusChanged changed
                ? changed.status().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : null;
        return new EventSubject(
                event.type(), status, order.source(), order.panel(), order.service(), order.tags(), order.id(), null);
    }

    private static EventSubject aboutSubscription(NotificationEvent.AboutSubscription event) {
        return new EventSubject(event.type(), null, event.source(), null, null, List.of(), null, event.subscription());
    }

    private static EventSubject aboutPanel(OperationsEvent event) {
        return switch (event) {
            case OperationsEvent.ServicePriceChanged e -> ofPanel(event, e.panel(), e.service());
            case OperationsEvent.ServiceGone e -> ofPanel(event, e.panel(), e.service());
            case OperationsEvent.ServiceBack e -> ofPanel(event, e.panel(), e.service());
            case OperationsEvent.ServiceLimitsChanged e -> ofPanel(event, e.panel(), e.service());
            case OperationsEvent.BalanceLow e -> ofPanel(event, e.panel(), null);
            case OperationsEvent.BalanceRestored e -> ofPanel(event, e.panel(), null);
            case OperationsEvent.FundsShort e -> ofPanel(event, e.panel(), null);
            case OperationsEvent.PanelDown e -> ofPanel(event, e.panel(), null);
            case OperationsEvent.PanelUp e -> ofPanel(event, e.panel(), null);
            case OperationsEvent.BuyingStopped e -> ofPanel(event, e.panel(), null);
            case OperationsEvent.BuyingResumed e -> ofPanel(event, e.panel(), null);
            case OperationsEvent.DeadLetterKept _ -> ofPanel(event, null, null);
        };
    }

    private static EventSubject ofPanel(Event event, @Nullable PanelName panel, @Nullable ServiceId service) {
        return new EventSubject(event.type(), null, null, panel, service, List.of(), null, null);
    }

    private static @Nullable Contact contact(Event event) {
        return event instanceof LifecycleEvent lifecycle ? lifecycle.order().contact() : null;
    }

    private byte[] body(String type, Instant time, ObjectNode data) {
        ObjectNode body = json.createObjectNode().put("type", type).put("timestamp", time.toString());
        body.set("data", data);
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + type, e);
        }
    }

    /** It becomes a header, so it is either of its form or not there. */
    private static @Nullable String traceparent(@Nullable String text) {
        return text != null && TRACEPARENT.matcher(text).matches() ? text : null;
    }
}
