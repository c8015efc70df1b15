package io.ordertrail.refill.work;

import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.panel.Panel;
import io.ordertrail.refill.lifecycle.DueRefillRules;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillSettings.Work;
import io.ordertrail.refill.storage.DueRefillQueries;
import io.ordertrail.refill.storage.RefillRepository;
import io.ordertrail.refill.storage.SharedCallBudget;
import java.time.InstantSource;

/** Creates the worker of each panel. */
public final class PanelRefillWorkers {

    private final RefillRepository repository;
    private final DueRefillQueries queries;
    private final RefillPolicies policies;
    private final TicketWriter tickets;
    private final SharedCallBudget budget;
    private final Work settings;
    private final ClaimWindows windows;
    private final CrashPoints crashPoints;
    private final InstantSource clock;

    /** Creates workers that share these. */
    public PanelRefillWorkers(
            RefillRepository repository,
            DueRefillQueries queries,
            RefillPolicies policies,
            TicketWriter tickets,
            SharedCallBudget budget,
            Work settings,
            ClaimWindows windows,
            CrashPoints crashPoints,
            InstantSource clock) {
        this.repository = repository;
        this.queries = queries;
        this.policies = policies;
        this.tickets = tickets;
        this.budget = budget;
        this.settings = settings;
        this.windows = windows;
        this.crashPoints = crashPoints;
        this.clock = clock;
    }

    /** Creates the worker of that panel. */
    public PanelRefillWorker at(Panel panel) {
        return new PanelRefillWorker(
                panel,
                repository,
                queries,
                new DueRefillRules(policies, settings.lease()),
                new ScheduledRefills(policies),
                new AnswerWriter(repository, settings.lease(), clock),
                tickets,
                budget,
                settings,
                windows.at(panel.name()),
                crashPoints,
                clock);
    }
}
