package io.ordertrail.notifier.subscription;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.notifier.message.EventSubject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are sent. All that are given must hold; in each, one of the listed is enough, and an empty list holds
 * for everything. An event that has no panel, service or tag does not pass where one is asked for.
 */
public record Filter(List<TypePattern> types, List<PanelName> panels, List<ServiceId> services, List<String> tags) {

    /** Passes everything. */
    public static final Filter ALL = new Filter(List.of(), List.of(), List.of(), List.of());

    /** Keeps copies. */
    public Filter {
        types = List.copyOf(types);
        panels = List.copyOf(panels);
        services = List.copyOf(services);
        tags = List.copyOf(tags);
    }

    /** Whether an event about that is sent. */
    public boolean matches(EventSubject about) {
        return (types.isEmpty() || types.stream().anyMatch(type -> type.matches(about)))
                && passes(panels, about.panel())
                && passes(services, about.service())
                && (tags.isEmpty() || about.tags().stream().anyMatch(tags::contains));
    }

    private static <T> boolean passes(List<T> wanted, @Nullable T given) {
        return wanted.isEmpty() || (given != null && wanted.contains(given));
    }
}
