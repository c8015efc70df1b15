package io.ordertrail.panel;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code status} about one order. */
public sealed interface OrderAnswer {

    /**
     * The panel knows it.
     *
     * @param panelStatus the panel's own word
     * @param startCount absent where it is blank, null or no number
     * @param remains likewise; may be negative
     * @param charge likewise
     * @param children the orders that a drip-feed or subscription has made; empty for others
     */
    record Seen(
            OrderStatus status,
            String panelStatus,
            @Nullable Long startCount,
            @Nullable Long remains,
            @Nullable Money charge,
            List<PanelOrderId> children)
            implements OrderAnswer {
        /** Makes the word storable, and keeps a copy of the children. */
        public Seen {
            panelStatus = StorableText.of(panelStatus);
            children = List.copyOf(children);
        }
    }

    /** The panel says that the account has no such order ("Incorrect order ID"). */
    record Denied(String text) implements OrderAnswer {
        /** Makes the text storable. */
        public Denied {
            text = StorableText.of(text);
        }
    }

    /** Something stood in its place that says nothing about the order: another error, null, or what cannot be read. */
    record Unreadable(String text) implements OrderAnswer {
        /** Makes the text storable. */
        public Unreadable {
            text = StorableText.of(text);
        }
    }
}
