package io.ordertrail.intake.stop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.PanelName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stop that is in force, as operators see it.
 *
 * @param panel where, or null for every panel
 * @param reason in the words of who stopped it
 * @param stoppedBy who stopped it: an operator, or the setting's name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BuyingStop(@Nullable PanelName panel, String reason, String stoppedBy, Instant stoppedAt) {

    /** Where a stop holds: at one panel, or at every panel. */
    record Scope(Optional<PanelName> panel) {

        /** No panel has this name. */
        static final String EVERYWHERE = "*";

        static Scope everywhere() {
            return new Scope(Optional.empty());
        }

        static Scope at(PanelName panel) {
            return new Scope(Optional.of(panel));
        }

        /** Reads what {@link #key} wrote. */
        static Scope of(String key) {
            return key.equals(EVERYWHERE) ? everywhere() : at(new PanelName(key));
        }

        /** Returns the scope as rows and the subjects of events have it. */
        String key() {
            return panel.map(PanelName::value).orElse(EVERYWHERE);
        }

        @Override
        public String toString() {
            return panel.map(name -> "at " + name).orElse("at every panel");
        }
    }
}
