package io.ordertrail.poller.polling;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.PanelsConfig.PanelConfig;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.poller.budget.CallBudget;
import io.ordertrail.poller.budget.PanelHealth;
import io.ordertrail.poller.change.WatchedOrder;
import io.ordertrail.poller.schedule.Cadence;
import io.ordertrail.poller.schedule.PanelSchedule;
import io.ordertrail.poller.schedule.ScheduledOrder;
import io.ordertrail.poller.settings.PollerConfig;
import io.ordertrail.poller.storage.WatchedOrders;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jboss.logging.Logger;

/** The pollers of all panels, fed with the orders that this replica owns. Thread-safe. */
@Singleton
public class Pollers {

    private static final Logger LOG = Logger.getLogger(Pollers.class);
    private static final int MOST_IDS = 100;

    private final Map<PanelName, Member> members = new TreeMap<>();
    private final ChangeWriter writer;
    private final StuckOrderTickets desk;
    private final MeterRegistry meters;
    private final WatchedOrders orders;
    private final InstantSource clock;

    private record Member(PanelSchedule schedule, PanelPoller poller) {}

    Pollers(
            Panels panels,
            PanelsConfig panelsConfig,
            PollerConfig config,
            ChangeWriter writer,
            StuckOrderTickets desk,
            MeterRegistry meters,
            WatchedOrders orders,
            Vertx vertx,
            InstantSource clock) {
        this.writer = writer;
        this.desk = desk;
        this.meters = meters;
        this.orders = orders;
        this.clock = clock;
        for (Panel panel : panels.all()) {
            PanelConfig settings = Objects.requireNonNull(
                    panelsConfig.panels().get(panel.name().value()));
            members.put(panel.name(), member(EventLoopPanels.of(panel, panels, vertx), settings, config));
        }
    }

    /** Watches the order, or does nothing if it is watched. */
    public void watch(WatchedOrder state) {
        watch(state.purchase().order().panel(), orders.watched(state));
    }

    /** Watches the order, or does nothing if it is watched. */
    public void watch(PanelName panel, ScheduledOrder order) {
        Member member = members.get(panel);
        if (member == null) {
            LOG.errorf(
                    "Order %s is at the panel %s, which the configuration does not have; set ordertrail.panels.%s.url",
                    order.order(), panel, panel);
            return;
        }
        member.schedule().add(order, clock.instant());
    }

    /** Has the order asked for now. */
    public void hasten(PanelName panel, OrderId order) {
        Member member = members.get(panel);
        if (member != null) {
            member.schedule().hasten(order, 0, clock.instant());
        }
    }

    /** Drops the orders of those partitions. Says how many. */
    public int drop(IntPredicate partitions) {
        return members.values().stream()
                .mapToInt(member -> member.schedule().drop(partitions))
                .sum();
    }

    /** From now on this replica has that part of every panel's budget. */
    public void share(double part) {
        members.values().forEach(member -> member.poller().share(part));
    }

    /** How many orders are watched. */
    public int size() {
        return members.values().stream()
                .mapToInt(member -> member.schedule().size())
                .sum();
    }

    Collection<PanelPoller> all() {
        return members.values().stream().map(Member::poller).toList();
    }

    private Member member(EventLoopPanels loops, PanelConfig settings, PollerConfig config) {
        Instant now = clock.instant();
        int chunk = settings.chunk().orElse(MOST_IDS);
        PanelSchedule schedule =
                new PanelSchedule(new Cadence(config.cadenceSettings()), config.scheduleSettings(chunk), now);
        PollerMetrics metrics = new PollerMetrics(meters, loops.panel().name(), schedule);
        WriteResultHandler watch = new WriteResultHandler(schedule, orders, desk, metrics, clock);
        PanelPoller poller = new PanelPoller(
                loops,
                schedule,
                new CallBudget(settings.requestsPerSecond(), settings.concurrency(), now),
                new PanelHealth(config.firstPause(), config.longestPause()),
                seen -> writer.write(seen, watch),
                metrics,
                clock);
        metrics.budget(poller);
        return new Member(schedule, poller);
    }
}
