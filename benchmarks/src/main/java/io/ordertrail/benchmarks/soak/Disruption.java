package io.ordertrail.benchmarks.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One thing that is done to the fleet.
 *
 * @param target a service for kills, else the part that it is done to
 * @param point the crash point, where it is one
 */
record Disruption(Kind kind, String target, String point) {

    /** What is done. */
    enum Kind {
        /** SIGKILL. */
        KILL,
        /** SIGKILL while the panel makes every caller wait for an answer to what it has done. */
        KILL_IN_CALL,
        /** SIGTERM, and SIGKILL before it can have finished. */
        TERMINATE,
        /** SIGSTOP until its leases have run out, then SIGCONT: a zombie. */
        FREEZE,
        /** It halts at a named place of its own code. */
        CRASH_POINT,
        /** SIGKILL to the broker, which starts again on its data. */
        KILL_KAFKA,
        /** PostgreSQL ends at once and recovers. */
        KILL_POSTGRES,
        /** The panels themselves are killed, in the middle of calls. */
        KILL_SIMULATOR,
        /** A panel refuses connections for a while. */
        REFUSE_CONNECTIONS
    }

    private static final List<Disruption> ALL = List.of(
            at("order-intake", "request.consumed"),
            at("order-intake", "request.stored"),
            at("order-intake", "submission.claimed"),
            at("order-intake", "submission.before-request"),
            at("order-intake", "submission.answer-read"),
            at("order-intake", "outbox.before-publish"),
            at("order-intake", "outbox.published"),
            at("order-intake", "outbox.deleted"),
            at("status-poller", "polling.seen"),
            at("status-poller", "polling.before-commit"),
            at("status-poller", "polling.committed"),
            at("status-poller", "outbox.published"),
            at("refill-manager", "refill.claimed"),
            at("refill-manager", "refill.answered"),
            at("refill-manager", "refill.noted"),
            at("refill-manager", "ticket.claimed"),
            at("refill-manager", "ticket.answered"),
            at("notifier", "arrival.consumed"),
            at("notifier", "arrival.committed"),
            at("notifier", "arrival.before-acknowledging"),
            at("notifier", "delivery.claimed"),
            at("notifier", "delivery.answered"),
            at("notifier", "delivery.recorded"),
            to(Kind.KILL, "order-intake"),
            to(Kind.KILL, "status-poller"),
            to(Kind.KILL, "refill-manager"),
            to(Kind.KILL, "notifier"),
            to(Kind.KILL_IN_CALL, "order-intake"),
            to(Kind.KILL_IN_CALL, "order-intake"),
            to(Kind.TERMINATE, "order-intake"),
            to(Kind.TERMINATE, "status-poller"),
            to(Kind.TERMINATE, "notifier"),
            to(Kind.FREEZE, "order-intake"),
            to(Kind.FREEZE, "status-poller"),
            to(Kind.FREEZE, "refill-manager"),
            to(Kind.FREEZE, "notifier"),
            to(Kind.KILL_KAFKA, "kafka"),
            to(Kind.KILL_POSTGRES, "postgresql"),
            to(Kind.KILL_SIMULATOR, "panel-simulator"),
            to(Kind.REFUSE_CONNECTIONS, "a panel"));

    private static Disruption at(String service, String point) {
        return new Disruption(Kind.CRASH_POINT, service, point);
    }

    private static Disruption to(Kind kind, String target) {
        return new Disruption(kind, target, "");
    }

    /** So many, in an order that the seed decides; each once before any comes again. */
    static List<Disruption> plan(int harms, long seed) {
        Random random = new Random(seed);
        List<Disruption> plan = new ArrayList<>();
        while (plan.size() < harms) {
            List<Disruption> round = new ArrayList<>(ALL);
            Collections.shuffle(round, random);
            plan.addAll(round);
        }
        return List.copyOf(plan.subList(0, harms));
    }

    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return point.isEmpty() ? what + ", " + target : what + " " + point + ", " + target;
    }
}
