package io.ordertrail.outbox.observation;

import io.ordertrail.trade.OrderId;
import io.ordertrail.trade.PanelName;
import io.ordertrail.trade.PanelOrderId;
import io.ordertrail.trade.Source;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes fields of what a message is about: an {@link OrderId} among its parameters becomes {@code order}, a
 * {@link PanelName} {@code panel}, and so on, in {@code mdc} of the JSON. So nobody has to put anything into a context
 * and take it out again, which on event loops goes wrong. Drops nothing.
 */
@LoggingFilter(name = "trade-fields")
public final class TradeFields implements Filter {

    @Override
    public boolean isLoggable(LogRecord message) {
        Object[] parameters = message.getParameters();
        if (parameters != null && message instanceof ExtLogRecord into) {
            for (Object parameter : parameters) {
                String field = field(parameter);
                if (field != null && into.getMdc(field) == null) {
                    into.putMdc(field, parameter.toString());
                }
            }
        }
        return true;
    }

    private static @Nullable String field(@Nullable Object parameter) {
        return switch (parameter) {
            case OrderId _ -> "order";
            case PanelName _ -> "panel";
            case PanelOrderId _ -> "panelOrder";
            case Source _ -> "shop";
            case null, default -> null; // a text, a number, a failure
        };
    }
}
