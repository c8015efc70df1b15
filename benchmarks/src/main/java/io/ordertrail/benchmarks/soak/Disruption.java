package io.ordertrail.benchmarks.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One disturbance of the cluster.
 *
 * @param target a service, or the part that it is done to
 * @param points the crash points, where it is about them
 */
record Disruption(Kind kind, String target, List<CrashPoint> points) {

    /** A crash point of a service. */
    record CrashPoint(String service, String name) {
        @Override
        public String toString() {
            return service + " " + name;
        }
    }

    /** The kinds of disturbances. */
    enum Kind {
        /** SIGKILL. */
        KILL,
        /** SIGKILL while the panel delays its answers to calls that it has executed. */
        KILL_IN_CALL,
        /** SIGTERM, and SIGKILL before it can have finished. */
        TERMINATE,
        /** SIGSTOP at any moment, for longer than lease and settling time, then SIGCONT. */
        FREEZE,
        /** It halts at a crash point. */
        HALT_AT,
        /**
         * It stops itself at a crash point, for longer than lease and settling time. One replica of each service at
         * once.
         */
        FREEZE_AT,
        /** SIGKILL to the broker, which starts again on its data. */
        KILL_KAFKA,
        /** PostgreSQL ends at once and recovers. */
        KILL_POSTGRES,
        /** The panels themselves are killed, in the middle of calls. */
        KILL_SIMULATOR,
        /** A panel refuses connections for a while. */
        REFUSE_CONNECTIONS,
        /**
         * PostgreSQL's answer to one COMMIT arrives after lease and settling time. At order-intake it is that of a
         * claim.
         */
        HOLD_COMMIT,
        /** One answer of the broker arrives after lease and settling time. */
        HOLD_KAFKA,
        /** A panel's answer to one {@code add} arrives after lease and settling time. */
        HOLD_PANEL,
        /**
         * All open connections of a replica to PostgreSQL are silent for longer than lease and settling time, then
         * reset.
         */
        SILENT_POSTGRES,
        /** All open connections of a replica to the broker are silent for good. */
        SILENT_KAFKA,
        /** All open connections to a panel are silent in one direction for good. */
        SILENT_PANEL,
        /** All connections of a replica are reset, again and again. */
        CUT_LINKS,
        /** All connections of a replica are slow. */
        SLOW_LINKS,
        /** A panel numbers its orders from a lower id on again. */
        RESTART_NUMBERING
    }

    private static final List<List<CrashPoint>> POINTS = List.of(
            points(
                    "order-intake",
                    "request.consumed",
                    "request.stored",
                    "submission.claimed",
                    "submission.before-request",
                    "submission.answer-read",
                    "outbox.before-publish",
                    "outbox.published",
                    "outbox.deleted"),
            points("status-poller", "polling.seen", "polling.before-commit", "polling.committed", "outbox.published"),
            points(
                    "refill-manager",
                    "refill.claimed",
                    "refill.answered",
                    "refill.noted",
                    "ticket.claimed",
                    "ticket.answered"),
            points(
                    "notifier",
                    "arrival.consumed",
                    "arrival.committed",
                    "arrival.before-acknowledging",
                    "delivery.claimed",
                    "delivery.answered",
                    "delivery.recorded"));

    private static final List<Disruption> ALL = all();

    private static List<CrashPoint> points(String service, String... names) {
        return List.of(names).stream()
                .map(name -> new CrashPoint(service, name))
                .toList();
    }

    private static List<Disruption> all() {
        List<Disruption> all = new ArrayList<>(List.of(
                at(Kind.KILL, "order-intake"),
                at(Kind.KILL, "status-poller"),
                at(Kind.KILL, "refill-manager"),
                at(Kind.KILL, "notifier"),
                at(Kind.KILL_IN_CALL, "order-intake"),
                at(Kind.TERMINATE, "order-intake"),
                at(Kind.TERMINATE, "status-poller"),
                at(Kind.TERMINATE, "notifier"),
                at(Kind.FREEZE, "order-intake"),
                at(Kind.FREEZE, "status-poller"),
                at(Kind.FREEZE, "refill-manager"),
                at(Kind.FREEZE, "notifier"),
                at(Kind.KILL_KAFKA, "kafka"),
                at(Kind.KILL_POSTGRES, "postgresql"),
                at(Kind.KILL_SIMULATOR, "panel-simulator"),
                at(Kind.REFUSE_CONNECTIONS, "a panel"),
                at(Kind.HOLD_COMMIT, "order-intake"),
                at(Kind.HOLD_COMMIT, "status-poller"),
                at(Kind.HOLD_COMMIT, "refill-manager"),
                at(Kind.HOLD_COMMIT, "notifier"),
                at(Kind.HOLD_KAFKA, "order-intake"),
                at(Kind.HOLD_PANEL, "order-intake"),
                at(Kind.SILENT_POSTGRES, "order-intake"),
                at(Kind.SILENT_POSTGRES, "notifier"),
                at(Kind.SILENT_KAFKA, "status-poller"),
                at(Kind.SILENT_PANEL, "order-intake"),
                at(Kind.CUT_LINKS, "order-intake"),
                at(Kind.SLOW_LINKS, "order-intake"),
                at(Kind.RESTART_NUMBERING, "a panel")));
        POINTS.stream()
                .flatMap(List::stream)
                .forEach(point -> all.add(new Disruption(Kind.HALT_AT, point.service(), List.of(point))));
        all.addAll(freezes());
        return List.copyOf(all);
    }

    /**
     * One for each place in the lists of points, so that every point is frozen at and a round of all does not take
     * hours.
     */
    private static List<Disruption> freezes() {
        int most = POINTS.stream().mapToInt(List::size).max().orElseThrow();
        List<Disruption> freezes = new ArrayList<>();
        for (int place = 0; place < most; place++) {
            int at = place;
            List<CrashPoint> points = POINTS.stream()
                    .filter(service -> at < service.size())
                    .map(service -> service.get(at))
                    .toList();
            freezes.add(new Disruption(Kind.FREEZE_AT, "a replica of each", points));
        }
        return freezes;
    }

    private static Disruption at(Kind kind, String target) {
        return new Disruption(kind, target, List.of());
    }

    /** Returns how many different disturbances there are. */
    static int kinds() {
        return ALL.size();
    }

    /** Returns that many, in an order that the seed decides; each once before any comes again. */
    static List<Disruption> plan(int count, long seed) {
        Random random = new Random(seed);
        List<Disruption> plan = new ArrayList<>();
        while (plan.size() < count) {
            List<Disruption> round = new ArrayList<>(ALL);
            Collections.shuffle(round, random);
            plan.addAll(round);
        }
        return List.copyOf(plan.subList(0, count));
    }

    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return points.isEmpty()
                ? what + ", " + target
                : what + " " + points.stream().map(CrashPoint::toString).collect(Collectors.joining(", "));
    }
}
