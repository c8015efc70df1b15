package io.ordertrail.panel.http;

import io.ordertrail.domain.DripFeed;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.OrderType;
import io.ordertrail.panel.PanelCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of one call, {@code application/x-www-form-urlencoded}. */
final class Form {

    /** Names that a shop's own parameters must not repeat: PHP takes the last of two. */
    private static final Set<String> OURS = Set.of(
            "key",
            "action",
            "service",
            "link",
            "quantity",
            "runs",
            "interval",
            "intervals",
            "order",
            "orders",
            "refill",
            "refills");

    private static final String ENCODED_COMMA = "%2C";
    /** Of an id and what separates it from the next; a longer one makes the form grow. */
    private static final int USUAL_ID = 16;

    private final StringBuilder body;

    Form(Secret secret, PanelCall call) {
        this.body = new StringBuilder("key=")
                .append(secret.encoded())
                .append("&action=")
                .append(call.action());
    }

    /** Adds a field; nothing for null. */
    Form with(String name, @Nullable Object value) {
        if (value != null) {
            body.append('&').append(encode(name)).append('=').append(encode(value.toString()));
        }
        return this;
    }

    /** Adds a list of ids, comma separated. Encoded id by id: most have nothing to encode, a list of them does. */
    Form withIds(String name, Collection<?> ids) {
        body.append('&').append(encode(name)).append('=');
        body.ensureCapacity(body.length() + ids.size() * USUAL_ID);
        String separator = "";
        for (Object id : ids) {
            body.append(separator).append(encode(id.toString()));
            separator = ENCODED_COMMA;
        }
        return this;
    }

    /**
     * Adds what {@code add} sends. Of a type in the table only what the type has; of an unknown type all that was given,
     * except what has a place of its own.
     */
    Form withOrder(OrderContent content, String serviceType, Dialect dialect) {
        OrderType type = OrderType.find(serviceType).orElse(null);
        with("service", content.service());
        with("link", content.link());
        if (type == null || type.quantity()) {
            with("quantity", content.quantity());
        }
        DripFeed dripFeed = content.dripFeed();
        if (dripFeed != null) {
            with("runs", dripFeed.runs()).with(dialect.intervalParameter(), dripFeed.interval());
        }
        content.parameters().forEach((name, value) -> {
            if (type == null ? !ours(name) : type.sends(name)) {
                with(name, value);
            }
        });
        return this;
    }

    /** PHP reads {@code "quantity[]"} and {@code " quantity"} as {@code quantity} too. */
    private static boolean ours(String name) {
        return OURS.contains(name.split("\\[", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /** Returns the body to post; it holds the key. */
    String encoded() {
        return body.toString();
    }

    private static String encode(String text) {
        return isNumber(text) ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As most ids are, a hundred of them in a form. */
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
