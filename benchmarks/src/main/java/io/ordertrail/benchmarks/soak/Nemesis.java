package io.ordertrail.benchmarks.soak;

import io.ordertrail.benchmarks.soak.Disruption.CrashPoint;
import io.ordertrail.testsupport.crash.CrashAgent;
import io.ordertrail.testsupport.proxy.HeldAnswer;
import io.ordertrail.testsupport.proxy.TcpProxy;
import io.ordertrail.testsupport.proxy.TcpProxy.Direction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Disturbs the cluster, one disruption after the other, and restores it. What it does not expect ends the soak. */
final class Nemesis {

    private static final Duration UNTIL_THE_POINT = Duration.ofSeconds(20);
    private static final Duration TOO_LITTLE_GRACE = Duration.ofMillis(150);
    private static final Duration REFUSING = Duration.ofSeconds(3);
    private static final Duration DELAY = Duration.ofMillis(150);
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final int CUTS = 6;
    /** Among the ids of smmowner's drip-feeds. */
    private static final long FIRST_ID_AGAIN = 500;

    /** PostgreSQL's answer to a statement that changed rows. */
    private static final Predicate<String> CHANGES =
            Pattern.compile("(?:UPDATE|INSERT 0|DELETE) [1-9]").asPredicate();

    private static final Predicate<String> CLAIMS =
            Pattern.compile("set\\s+state\\s*=\\s*'SUBMITTING'").asPredicate();

    private final ServiceCluster cluster;
    private final Admin admin;
    private final List<String> faults;
    private final SplittableRandom random;
    private final List<Window> windows = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private final List<String> notReached = new ArrayList<>();

    /** From the disruption until every service was ready again. */
    record Window(Instant from, Instant to) {}

    Nemesis(ServiceCluster cluster, Admin admin, List<String> faults, long seed) {
        this.cluster = cluster;
        this.admin = admin;
        this.faults = faults;
        this.random = new SplittableRandom(seed);
    }

    /** Returns when every service is ready again. */
    void disturb(Disruption disruption) throws IOException, InterruptedException {
        Instant from = Instant.now();
        switch (disruption.kind()) {
            case KILL -> kill(one(disruption.target()));
            case KILL_IN_CALL -> killInCall(one(disruption.target()));
            case TERMINATE -> terminate(one(disruption.target()));
            case FREEZE -> freeze(one(disruption.target()));
            case HALT_AT -> haltAt(disruption.points().getFirst());
            case FREEZE_AT -> freezeAt(disruption.points());
            case KILL_KAFKA -> cluster.broker().killAndRestart();
            case KILL_POSTGRES -> {
                cluster.postgres().kill();
                cluster.postgres().start();
            }
            case KILL_SIMULATOR -> {
                kill(cluster.simulator());
                injectFaults();
            }
            case REFUSE_CONNECTIONS -> refuse(anyPanel());
            case HOLD_COMMIT -> holdCommit(disruption);
            case HOLD_KAFKA ->
                hold(disruption, one(disruption.target()).links().kafka().holdAnswer(_ -> true));
            case HOLD_PANEL ->
                hold(
                        disruption,
                        one(disruption.target())
                                .links()
                                .panel(anyPanel())
                                .holdAnswer(request -> request.contains("action=add")));
            case SILENT_POSTGRES ->
                silencePostgres(one(disruption.target()).links().postgres());
            case SILENT_KAFKA -> silence(one(disruption.target()).links().kafka(), Direction.values());
            case SILENT_PANEL ->
                silence(
                        one(disruption.target()).links().panel(anyPanel()),
                        Direction.values()[random.nextInt(Direction.values().length)]);
            case CUT_LINKS -> cut(one(disruption.target()).links());
            case SLOW_LINKS -> slow(one(disruption.target()).links());
            case RESTART_NUMBERING ->
                admin.post(
                        cluster.at(ServiceCluster.SIMULATOR, "/admin/panels/" + anyPanel() + "/ids"),
                        "{\"restart\":%d}".formatted(FIRST_ID_AGAIN));
        }
        awaitAll();
        synchronized (this) {
            windows.add(new Window(from, Instant.now()));
            done.merge(disruption.toString(), 1, Integer::sum);
        }
    }

    /** Injects the soak's faults; the simulator forgets them when it is killed. */
    void injectFaults() throws IOException, InterruptedException {
        for (String fault : faults) {
            admin.post(cluster.at(ServiceCluster.SIMULATOR, "/admin/faults"), fault);
        }
    }

    void endFaults() throws IOException, InterruptedException {
        admin.delete(cluster.at(ServiceCluster.SIMULATOR, "/admin/faults"));
    }

    synchronized List<Window> windows() {
        return List.copyOf(windows);
    }

    synchronized Map<String, Integer> done() {
        return Map.copyOf(done);
    }

    /** Returns the crash points and answers that the work did not come to in time. */
    synchronized List<String> notReached() {
        return List.copyOf(notReached);
    }

    private synchronized void notReached(String what) {
        notReached.add(what);
    }

    private ServiceInstance one(String service) {
        List<ServiceInstance> replicas = cluster.services().stream()
                .filter(instance -> instance.service().equals(service))
                .toList();
        return replicas.get(random.nextInt(replicas.size()));
    }

    private String anyPanel() {
        return SoakOrders.PANELS.get(random.nextInt(SoakOrders.PANELS.size()));
    }

    private static void kill(ServiceInstance instance) throws InterruptedException {
        instance.process().kill();
        instance.start(List.of());
        instance.awaitReady();
    }

    private void killInCall(ServiceInstance instance) throws IOException, InterruptedException {
        String kind = List.of("delay", "late", "drip").get(random.nextInt(3));
        admin.post(
                cluster.at(ServiceCluster.SIMULATOR, "/admin/faults"),
                "{\"panel\":\"%s\",\"fault\":\"%s\",\"done\":true,\"millis\":1500,\"count\":12}"
                        .formatted(anyPanel(), kind));
        TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(600));
        kill(instance);
    }

    private static void terminate(ServiceInstance instance) throws InterruptedException {
        instance.process().stop(TOO_LITTLE_GRACE);
        instance.start(List.of());
        instance.awaitReady();
    }

    private void freeze(ServiceInstance instance) throws InterruptedException {
        instance.process().freeze();
        sleep(cluster.times().freeze());
        instance.process().thaw();
        instance.awaitReady();
    }

    private void haltAt(CrashPoint point) throws InterruptedException {
        ServiceInstance instance = one(point.service());
        instance.process().kill();
        instance.start(List.of(CrashAgent.jvmOption(point.name(), 1 + random.nextInt(4))));
        OptionalInt end = instance.awaitEnd(UNTIL_THE_POINT);
        if (end.isEmpty()) {
            notReached("halt at " + point);
            instance.process().kill();
        } else if (end.getAsInt() != CrashAgent.STATUS) {
            throw new IllegalStateException("%s ended by itself with code %d; its log is in %s"
                    .formatted(instance.name(), end.getAsInt(), cluster.directory()));
        }
        instance.start(List.of());
        instance.awaitReady();
    }

    /** A process that does not come to its point is left as it is: the agent does nothing elsewhere. */
    private void freezeAt(List<CrashPoint> points) throws InterruptedException {
        Map<CrashPoint, ServiceInstance> waiting = new TreeMap<>(Comparator.comparing(CrashPoint::toString));
        for (CrashPoint point : points) {
            ServiceInstance instance = one(point.service());
            instance.process().kill();
            instance.start(List.of(CrashAgent.freezeOption(point.name(), 1 + random.nextInt(4))));
            waiting.put(point, instance);
        }
        long deadline = System.nanoTime() + UNTIL_THE_POINT.toNanos();
        while (System.nanoTime() < deadline && !waiting.values().stream().allMatch(ServiceInstance::isFrozen)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        for (Map.Entry<CrashPoint, ServiceInstance> each : waiting.entrySet()) {
            if (!each.getValue().isFrozen()) {
                notReached("freeze at " + each.getKey());
                kill(each.getValue());
            }
        }
        sleep(cluster.times().freeze());
        for (ServiceInstance instance : waiting.values()) {
            instance.process().thaw();
        }
        for (ServiceInstance instance : waiting.values()) {
            instance.awaitReady();
        }
    }

    private void refuse(String panel) throws IOException, InterruptedException {
        var connections = cluster.at(ServiceCluster.SIMULATOR, "/admin/panels/" + panel + "/connections");
        admin.post(connections, "{\"accept\":false}");
        sleep(REFUSING);
        admin.post(connections, "{\"accept\":true}");
    }

    private void holdCommit(Disruption disruption) throws InterruptedException {
        boolean claim = disruption.target().equals("order-intake");
        TcpProxy postgres = one(disruption.target()).links().postgres();
        hold(disruption, postgres.holdCommit(claim ? CHANGES.and(CLAIMS) : CHANGES));
    }

    private void hold(Disruption disruption, HeldAnswer answer) throws InterruptedException {
        if (answer.await(UNTIL_THE_POINT)) {
            sleep(cluster.times().freeze());
        } else {
            notReached(disruption.toString());
        }
        answer.release();
    }

    /**
     * The proxy's kernel acknowledges what a silent connection is sent, so a client's own keepalive cannot find out, as
     * it would where a node has lost power. In place of it the connection is reset in the end.
     */
    private void silencePostgres(TcpProxy link) throws InterruptedException {
        silence(link, Direction.values());
        link.cut();
    }

    private void silence(TcpProxy link, Direction... directions) throws InterruptedException {
        for (Direction direction : directions) {
            link.swallow(direction);
        }
        link.pass();
        sleep(cluster.times().freeze());
    }

    private static void cut(ReplicaLinks links) throws InterruptedException {
        for (int cut = 0; cut < CUTS; cut++) {
            links.postgres().cut();
            links.kafka().cut();
            links.panels().forEach(TcpProxy::cut);
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static void slow(ReplicaLinks links) throws InterruptedException {
        List<TcpProxy> all = new ArrayList<>(links.panels());
        all.add(links.postgres());
        all.add(links.kafka());
        for (Direction direction : Direction.values()) {
            all.forEach(link -> link.delay(direction, DELAY));
        }
        sleep(SLOW);
        all.forEach(TcpProxy::pass);
    }

    private static void sleep(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    /** A service that ended though nothing has killed it is a finding. */
    private void awaitAll() throws InterruptedException {
        for (ServiceInstance instance : cluster.services()) {
            if (!instance.process().isAlive()) {
                throw new IllegalStateException("%s ended by itself with code %s; its log is in %s"
                        .formatted(instance.name(), instance.awaitEnd(Duration.ZERO), cluster.directory()));
            }
            instance.awaitReady();
        }
    }
}
