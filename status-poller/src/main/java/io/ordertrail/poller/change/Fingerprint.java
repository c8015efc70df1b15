package io.ordertrail.poller.change;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.OrderAnswer.Seen;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 64 bits of what an answer means, however it is written: two answers with the same fingerprint say the same. Stored,
 * so it must not change between releases; the status goes in by its name. Never 0.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** Of that answer. */
    public static long of(Seen seen) {
        long hash = text(0xcbf29ce484222325L, seen.status().name());
        if (seen.status() == OrderStatus.UNKNOWN) {
            hash = text(hash, seen.panelStatus());
        }
        hash = number(hash, seen.startCount());
        hash = number(hash, seen.remains());
        if (seen.charge() != null) {
            BigDecimal amount = seen.charge().amount().stripTrailingZeros();
            hash = text(text(hash, amount.toPlainString()), seen.charge().currency());
        }
        for (PanelOrderId child : seen.children()) {
            hash = text(hash, child.value());
        }
        return hash == 0 ? 1 : hash;
    }

    private static long number(long hash, @Nullable Long number) {
        return number == null ? step(hash, 0x1F) : step(step(hash, number), number >>> 32);
    }

    private static long text(long hash, String text) {
        long mixed = step(hash, 0x1E);
        for (int i = 0; i < text.length(); i++) {
            mixed = step(mixed, text.charAt(i));
        }
        return mixed;
    }

    private static long step(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
