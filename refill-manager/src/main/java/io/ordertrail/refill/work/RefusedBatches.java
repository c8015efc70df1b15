package io.ordertrail.refill.work;

import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Remembers that a panel refuses calls about many. They are tried again after a while, since one strange id among the many
 * may have been the reason. Thread-safe.
 */
final class RefusedBatches {

    private static final Logger LOG = Logger.getLogger(RefusedBatches.class);

    static final Duration REMEMBERED = Duration.ofHours(1);

    private final PanelName panel;
    private final String action;
    private Instant until = Instant.MIN;

    RefusedBatches(PanelName panel, String action) {
        this.panel = panel;
        this.action = action;
    }

    /** Returns whether each is to be asked for alone now. */
    synchronized boolean isCurrent(Instant now) {
        return now.isBefore(until);
    }

    /** The panel refused a call about many. */
    synchronized void refused(Outcome<?> outcome, Instant now) {
        until = now.plus(REMEMBERED);
        if (outcome instanceof Outcome.Refused<?>(var refusal)) {
            LOG.warnf(
                    "%s refused a %s call about many with '%s'; until %s it is called for one at a time",
                    panel, action, refusal.text(), until);
        }
    }
}
