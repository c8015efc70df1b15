package io.ordertrail.refill.policy;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.refill.policy.RefillPolicy.DoubtPolicy;
import io.ordertrail.refill.policy.RefillPolicy.DropSources;
import io.ordertrail.refill.policy.RefillPolicy.Pace;
import io.ordertrail.refill.policy.RefillPolicy.TicketPolicy;
import io.ordertrail.refill.policy.RefillPolicy.Tolerance;
import io.ordertrail.refill.policy.RefillPolicy.Tries;
import io.ordertrail.refill.policy.RefillPolicy.WarrantyStart;
import io.ordertrail.refill.policy.RefillSettings.PanelChoices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which policy holds for a service of a panel. Immutable, all of it checked when it is made. */
public final class RefillPolicies {

    private static final String KEY = "ordertrail.refill.";

    private final RefillPolicy forAll;
    private final Map<String, RefillPolicy> byPanel = new HashMap<>();
    private final Map<String, RefillPolicy> byService = new HashMap<>();

    private RefillPolicies(RefillPolicy forAll) {
        this.forAll = forAll;
    }

    /**
     * Reads them all.
     *
     * @param panels the panels that are configured, to find misspelt names
     * @throws IllegalArgumentException naming every key that is wrong, and what it must be
     */
    public static RefillPolicies of(RefillSettings settings, Set<String> panels) {
        List<String> faults = new ArrayList<>();
        RefillPolicies policies = new RefillPolicies(new Reading(KEY, List.of(settings), faults).policy());
        settings.panels().forEach((panel, choices) -> {
            if (!panels.contains(panel)) {
                faults.add("%spanels.%s: there is no panel of that name; ordertrail.panels has %s"
                        .formatted(KEY, panel, panels.stream().sorted().toList()));
            }
            policies.readPanel(panel, choices, settings, faults);
        });
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("The refill policies cannot be used:\n  " + String.join("\n  ", faults));
        }
        return policies;
    }

    private void readPanel(String panel, PanelChoices choices, RefillSettings settings, List<String> faults) {
        String key = KEY + "panels." + panel + ".";
        byPanel.put(panel, new Reading(key, List.of(choices, settings), faults).policy());
        choices.services()
                .forEach((service, ofService) -> byService.put(
                        panel + "/" + service,
                        new Reading(key + "services." + service + ".", List.of(ofService, choices, settings), faults)
                                .policy()));
    }

    /** The policy of the service, else of its panel, else of all. */
    public RefillPolicy of(PanelName panel, ServiceId service) {
        RefillPolicy ofService = byService.get(panel + "/" + service);
        return ofService == null ? of(panel) : ofService;
    }

    /** The policy of the panel, else of all. */
    public RefillPolicy of(PanelName panel) {
        return byPanel.getOrDefault(panel.value(), forAll);
    }

    /** Whether any service of the panel is asked for by schedule. */
    public boolean asksBySchedule(PanelName panel) {
        return Stream.concat(
                        Stream.of(of(panel)),
                        byService.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith(panel + "/"))
                                .map(Map.Entry::getValue))
                .anyMatch(
                        policy -> policy.enabled() && policy.drops().schedule().isPresent());
    }

    /** Reads one policy: the narrowest choice that is set, checked. */
    private record Reading(String key, List<? extends RefillOptions> narrowFirst, List<String> faults) {

        private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");
        private static final int LONGEST_SCHEDULE = 3650;

        RefillPolicy policy() {
            return new RefillPolicy(
                    choose(RefillOptions::enabled, true),
                    choose(RefillOptions::dryRun, false),
                    drops(),
                    choose(RefillOptions::warrantyFrom, WarrantyStart.COMPLETION),
                    positive("cool-down", choose(RefillOptions::coolDown, Duration.ofHours(24))),
                    (int) between("least-delivered-percent", choose(RefillOptions::leastDeliveredPercent, 50), 0, 100),
                    choose(RefillOptions::underNewerOrder, true),
                    tries(),
                    positive("settle-within", choose(RefillOptions::settleWithin, Duration.ofDays(14))),
                    new Pace(
                            positive("follow.soonest", choose(c -> c.follow().soonest(), Duration.ofMinutes(5))),
                            positive("follow.latest", choose(c -> c.follow().latest(), Duration.ofHours(6)))),
                    new DoubtPolicy(
                            choose(choices -> choices.doubt().askAgain(), false),
                            positive(
                                    "doubt.after",
                                    choose(choices -> choices.doubt().after(), Duration.ofHours(6)))),
                    new TicketPolicy(choose(choices -> choices.ticket().enabled(), true), priority()));
        }

        private DropSources drops() {
            Tolerance tolerance = new Tolerance(
                    between(
                            "drops.tolerance-absolute",
                            choose(choices -> choices.drops().toleranceAbsolute(), 10L),
                            0,
                            Long.MAX_VALUE),
                    (int) between(
                            "drops.tolerance-percent",
                            choose(choices -> choices.drops().tolerancePercent(), 5),
                            0,
                            100),
                    (int) between(
                            "drops.in-a-row", choose(choices -> choices.drops().inARow(), 2), 1, 100));
            long everyDays = between(
                    "drops.ask-every-days", choose(choices -> choices.drops().askEveryDays(), 0), 0, LONGEST_SCHEDULE);
            return new DropSources(
                    choose(choices -> choices.drops().status(), true),
                    choose(choices -> choices.drops().remains(), true),
                    Optional.of(tolerance)
                            .filter(_ -> choose(choices -> choices.drops().measurements(), true)),
                    Optional.of(everyDays).filter(days -> days > 0).map(Duration::ofDays));
        }

        private Tries tries() {
            return new Tries(
                    (int) between(
                            "retry.limit", choose(choices -> choices.retry().limit(), 3), 1, 100),
                    positive("retry.first", choose(choices -> choices.retry().first(), Duration.ofHours(12))),
                    positive("retry.longest", choose(choices -> choices.retry().longest(), Duration.ofDays(3))));
        }

        private String priority() {
            String priority = choose(choices -> choices.ticket().priority(), "normal");
            if (!PRIORITIES.contains(priority)) {
                faults.add(key + "ticket.priority must be low, normal, high or urgent, but is '" + priority + "'");
            }
            return priority;
        }

        private Duration positive(String name, Duration value) {
            if (value.isZero() || value.isNegative()) {
                faults.add(key + name + " must be longer than 0, such as 24h, but is " + value);
            }
            return value;
        }

        private long between(String name, long value, long least, long most) {
            if (value < least || value > most) {
                faults.add("%s%s must be from %d to %d, but is %d".formatted(key, name, least, most, value));
            }
            return value;
        }

        private <T> T choose(Function<RefillOptions, Optional<T>> choice, T otherwise) {
            return first(choice).orElse(otherwise);
        }

        private <T> Optional<T> first(Function<RefillOptions, Optional<T>> choice) {
            Stream<Optional<T>> choices = narrowFirst.stream().map(choice);
            return choices.flatMap(Optional::stream).findFirst();
        }
    }
}
