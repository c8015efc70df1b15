package io.ordertrail.benchmarks.soak;

import io.ordertrail.testsupport.crash.CrashAgent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Does harm to the fleet, one after the other, and sets it right again. Whatever it does not expect ends the soak. */
final class Nemesis {

    /** Longer than any lease of the soak's settings. */
    private static final Duration FROZEN = Duration.ofSeconds(11);

    private static final Duration UNTIL_THE_POINT = Duration.ofSeconds(20);
    private static final Duration TOO_LITTLE_GRACE = Duration.ofMillis(150);
    private static final Duration REFUSING = Duration.ofSeconds(3);

    private final ServiceCluster fleet;
    private final Admin admin;
    private final List<String> faults;
    private final SplittableRandom random;
    private final List<Window> windows = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private int notReached;

    /** From the harm until everything answered again. */
    record Window(Instant from, Instant to) {}

    Nemesis(ServiceCluster fleet, Admin admin, List<String> faults, long seed) {
        this.fleet = fleet;
        this.admin = admin;
        this.faults = faults;
        this.random = new SplittableRandom(seed);
    }

    /** Returns when the fleet answers again. */
    void doHarm(Disruption harm) throws IOException, InterruptedException {
        Instant from = Instant.now();
        switch (harm.kind()) {
            case KILL -> kill(one(harm.target()));
            case KILL_IN_CALL -> killInCall(one(harm.target()));
            case TERMINATE -> terminate(one(harm.target()));
            case FREEZE -> freeze(one(harm.target()));
            case CRASH_POINT -> crash(one(harm.target()), harm.point());
            case KILL_KAFKA -> fleet.broker().killAndRestart();
            case KILL_POSTGRES -> {
                fleet.postgres().kill();
                fleet.postgres().start();
            }
            case KILL_SIMULATOR -> {
                kill(fleet.simulator());
                injectFaults();
            }
            case REFUSE_CONNECTIONS -> refuse(SoakOrders.PANELS.get(random.nextInt(SoakOrders.PANELS.size())));
        }
        tend();
        synchronized (this) {
            windows.add(new Window(from, Instant.now()));
            done.merge(harm.toString(), 1, Integer::sum);
        }
    }

    /** The simulator forgets them when it is killed. */
    void injectFaults() throws IOException, InterruptedException {
        for (String fault : faults) {
            admin.post(fleet.at(ServiceCluster.SIMULATOR, "/admin/faults"), fault);
        }
    }

    void endFaults() throws IOException, InterruptedException {
        admin.delete(fleet.at(ServiceCluster.SIMULATOR, "/admin/faults"));
    }

    synchronized List<Window> windows() {
        return List.copyOf(windows);
    }

    synchronized Map<String, Integer> done() {
        return Map.copyOf(done);
    }

    /** Crash points that the work did not come by in time. */
    int notReached() {
        return notReached;
    }

    private ServiceInstance one(String service) {
        List<ServiceInstance> replicas = fleet.services().stream()
                .filter(member -> member.service().equals(service))
                .toList();
        return replicas.get(random.nextInt(replicas.size()));
    }

    private void kill(ServiceInstance member) throws InterruptedException {
        member.process().kill();
        member.start(List.of());
        member.awaitReady();
    }

    private void killInCall(ServiceInstance member) throws IOException, InterruptedException {
        String panel = SoakOrders.PANELS.get(random.nextInt(SoakOrders.PANELS.size()));
        String kind = List.of("delay", "late", "drip").get(random.nextInt(3));
        admin.post(
                fleet.at(ServiceCluster.SIMULATOR, "/admin/faults"),
                "{\"panel\":\"%s\",\"fault\":\"%s\",\"done\":true,\"millis\":1500,\"count\":12}"
                        .formatted(panel, kind));
        TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(600));
        kill(member);
    }

    private void terminate(ServiceInstance member) throws InterruptedException {
        member.process().stop(TOO_LITTLE_GRACE);
        member.start(List.of());
        member.awaitReady();
    }

    private void freeze(ServiceInstance member) throws InterruptedException {
        member.process().freeze();
        TimeUnit.MILLISECONDS.sleep(FROZEN.toMillis());
        member.process().thaw();
        member.awaitReady();
    }

    private void crash(ServiceInstance member, String point) throws InterruptedException {
        member.process().kill();
        member.start(List.of(CrashAgent.jvmOption(point, 1 + random.nextInt(4))));
        OptionalInt end = member.awaitEnd(UNTIL_THE_POINT);
        if (end.isEmpty()) {
            notReached++;
            member.process().kill();
        } else if (end.getAsInt() != CrashAgent.STATUS) {
            throw new IllegalStateException("%s ended with code %d by itself; its log is in %s"
                    .formatted(member.name(), end.getAsInt(), fleet.directory()));
        }
        member.start(List.of());
        member.awaitReady();
    }

    private void refuse(String panel) throws IOException, InterruptedException {
        var connections = fleet.at(ServiceCluster.SIMULATOR, "/admin/panels/" + panel + "/connections");
        admin.post(connections, "{\"accept\":false}");
        TimeUnit.MILLISECONDS.sleep(REFUSING.toMillis());
        admin.post(connections, "{\"accept\":true}");
    }

    /** A service that ended though nobody killed it is a finding. */
    private void tend() throws InterruptedException {
        for (ServiceInstance member : fleet.services()) {
            if (!member.process().isAlive()) {
                throw new IllegalStateException("%s ended by itself with code %s; its log is in %s"
                        .formatted(member.name(), member.awaitEnd(Duration.ZERO), fleet.directory()));
            }
            member.awaitReady();
        }
    }
}
