package io.ordertrail.kit.telemetry;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.ShopId;
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
public final class DomainLogFields implements Filter {

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
            case ShopId _ -> "shop";
            case null, default -> null; // a text, a number, a failure
        };
    }
}
