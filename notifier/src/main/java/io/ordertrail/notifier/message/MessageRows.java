package io.ordertrail.notifier.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.Contact;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as rows. */
public final class MessageRows {

    /** The columns of a message named {@code m}, that {@link #read} needs. */
    public static final String COLUMNS = """
            m.id as message_id, m.type, m.status, m.shop, m.panel, m.service, m.tags, m.order_id as about_order,
            m.subscription_id as about_subscription, m.occurred_at, m.body, m.contact_email, m.contact_callback,
            m.contact_language, m.traceparent""";

    private MessageRows() {}

    /** The message of a row with these columns. */
    public static Message read(Row row) {
        String shop = row.getString("shop");
        String panel = row.getString("panel");
        String service = row.getString("service");
        Long order = row.getLong("about_order");
        EventSubject about = new EventSubject(
                row.getString("type"),
                row.getString("status"),
                shop == null ? null : new ShopId(shop),
                panel == null ? null : new PanelName(panel),
                service == null ? null : new ServiceId(service),
                List.of(row.getArrayOfStrings("tags")),
                order == null ? null : new OrderId(order),
                row.getString("about_subscription"));
        return new Message(
                row.getString("message_id"),
                about,
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getString("body").getBytes(UTF_8),
                contact(row),
                row.getString("traceparent"));
    }

    private static @Nullable Contact contact(Row row) {
        String email = row.getString("contact_email");
        String callback = row.getString("contact_callback");
        String language = row.getString("contact_language");
        return email == null && callback == null && language == null ? null : new Contact(email, callback, language);
    }
}
