package io.ordertrail.panel;

import io.ordertrail.domain.PanelName;
import java.util.Optional;

/**
 * The refusals that were learned: texts that no rule knows, after each of which a search proved that the panel had not
 * taken the order. Asked for every error text of {@code add} that no rule knows, on event loops: it must not block.
 */
@FunctionalInterface
public interface LearnedRefusals {

    /** Nothing was learned. */
    LearnedRefusals NONE = (panel, fingerprint) -> Optional.empty();

    /** Returns what the text with that fingerprint refuses at that panel, or empty if that was not proven often enough. */
    Optional<RefusalKind> find(PanelName panel, RefusalFingerprint fingerprint);
}
