package io.ordertrail.benchmarks.poller;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import io.ordertrail.events.Topics;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One poller process on real PostgreSQL and Kafka against a stub panel: unchanged states a second beside a bare client loop,
 * changes a second made durable and published, their delay, heap for each order, time to own a million, processor while
 * idle. All share the machine with the stub, the database and the broker.
 */
public final class PollerBenchmark implements Benchmark {

    private static final int CONCURRENCY = 16;
    private static final String CHECKS = "ordertrail_poller_checks_total";

    /** Kept, or the level would be forgotten with the logger. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private final Figures figures = new Figures();
    private int million;
    private long seconds;
    private int oneIn;
    private @Nullable Path recordings;
    private String part = "";
    private String heap = "";
    /**
     * An order is due again {@link #interval} after it was asked for: so many orders want more looks a second than a bare loop
     * makes, or this number and not the poller would be the limit.
     */
    private int busy;

    private Duration interval = Duration.ZERO;

    @Override
    public String summary() {
        return "the poller beside a bare client loop (--orders 1000000 --seconds 10 --one-in 100"
                + " --part unchanged|changed|idle --busy 400000 --interval-millis 100 --heap 1g --record DIRECTORY)";
    }

    @Override
    public Figures run(BenchmarkOptions options) throws Exception {
        KAFKA.setLevel(Level.SEVERE);
        million = (int) options.number("orders", 1_000_000);
        seconds = options.number("seconds", 10);
        oneIn = (int) options.number("one-in", 100);
        busy = (int) options.number("busy", 400_000);
        interval = Duration.ofMillis(options.number("interval-millis", 100));
        recordings = options.text("record").map(Path::of).orElse(null);
        part = options.text("part").orElse("");
        heap = options.text("heap").orElse("1g"); // of the process that owns all of --orders
        try (EmbeddedPostgres postgres = EmbeddedPostgres.forTests();
                EmbeddedKafka kafka = EmbeddedKafka.forTests();
                StubPanel stub = new StubPanel(FreePort.find())) {
            postgres.createDatabase("poller");
            kafka.createTopics(Topics.all(), 6);
            Map<String, String> settings = settings(postgres, kafka, stub);
            Watchlist watchlist = new Watchlist(postgres.jdbcUrl("poller"), postgres.username());
            long empty = idleEmpty(settings);
            if (isAsked("unchanged")) {
                unchanged(settings, watchlist, stub, bare(stub));
            }
            if (isAsked("changed")) {
                changed(settings, watchlist, stub, kafka);
            }
            if (isAsked("idle")) {
                idle(settings, watchlist, empty);
            }
        }
        return figures;
    }

    private boolean isAsked(String name) {
        return part.isEmpty() || part.equals(name);
    }

    /** Its heap without an order; it makes the tables, too. */
    private long idleEmpty(Map<String, String> settings) throws Exception {
        try (PollerProcess poller = start(settings, "512m", "empty")) {
            return poller.liveHeapBytes();
        }
    }

    /** The time on processors says what the states cost, whoever else is on the machine. */
    private record Speed(double statesPerSecond, double cpuNanosPerState) {}

    private Speed bare(StubPanel stub) throws Exception {
        Process loop = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BaselineLoop.class.getName(),
                        stub.url(),
                        Integer.toString(CONCURRENCY),
                        Long.toString(seconds),
                        Long.toString(seconds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = loop.inputReader()) {
            String[] last = output.lines().reduce("0 0", (_, line) -> line).split(" ");
            Speed bare = new Speed(Double.parseDouble(last[0]), Double.parseDouble(last[1]));
            System.out.printf(
                    "bare client loop          %,12.0f states/s, %,.0f ns of a processor for each%n",
                    bare.statesPerSecond(), bare.cpuNanosPerState());
            return bare;
        }
    }

    private void unchanged(Map<String, String> settings, Watchlist watchlist, StubPanel stub, Speed bare)
            throws Exception {
        watchlist.fill(busy);
        stub.change(0);
        try (PollerProcess poller = start(always(settings), "512m", "unchanged")) {
            poller.awaitTracked(busy);
            awaitLooks(poller, 1);
            TimeUnit.SECONDS.sleep(2 * seconds);
            Speed speed = speed(poller);
            double ratio = speed.statesPerSecond() / bare.statesPerSecond();
            System.out.printf(
                    "poller, nothing changed   %,12.0f states/s, %,.0f ns of a processor for each, %.2f of the bare loop%n",
                    speed.statesPerSecond(), speed.cpuNanosPerState(), ratio);
            figures.put("unchangedPerSecond", Math.round(speed.statesPerSecond()))
                    .put("barePerSecond", Math.round(bare.statesPerSecond()))
                    .put("ratio", ratio)
                    .put("unchangedCpuNanos", speed.cpuNanosPerState())
                    .put("bareCpuNanos", bare.cpuNanosPerState());
        }
    }

    /** The first answer of each order is read whole, by code that is still being compiled. */
    private void awaitLooks(PollerProcess poller, double atEach) throws Exception {
        while (poller.metric(CHECKS) < atEach * busy) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private Speed speed(PollerProcess poller) throws Exception {
        long begun = System.nanoTime();
        double before = poller.metric(CHECKS);
        Duration cpu = poller.cpu();
        TimeUnit.SECONDS.sleep(seconds);
        double states = poller.metric(CHECKS) - before;
        return new Speed(
                states * 1e9 / (System.nanoTime() - begun),
                poller.cpu().minus(cpu).toNanos() / states);
    }

    private void changed(Map<String, String> settings, Watchlist watchlist, StubPanel stub, EmbeddedKafka kafka)
            throws Exception {
        watchlist.fill(busy);
        stub.change(oneIn);
        Map<String, String> always = always(settings);
        double changes = listen(always, kafka, "full").received() / (double) seconds;
        // Half of that: so many calls a second, each with a chunk of which one in so many changed.
        always.put("ORDERTRAIL_PANELS_STUB_REQUESTS_PER_SECOND", Double.toString(changes / 2 * oneIn / 100));
        StatusListener half = listen(always, kafka, "half");
        figures.put("changesPerSecond", Math.round(changes)).put("changeP99Millis", half.p99Millis());
    }

    private StatusListener listen(Map<String, String> settings, EmbeddedKafka kafka, String what) throws Exception {
        try (PollerProcess poller = start(settings, "512m", "changed-" + what)) {
            poller.awaitTracked(busy);
            awaitLooks(poller, 1);
            try (StatusListener warming = new StatusListener(kafka.bootstrapServers())) {
                warming.listen(Duration.ofSeconds(seconds));
            }
            try (StatusListener listener = new StatusListener(kafka.bootstrapServers())) {
                listener.listen(Duration.ofSeconds(seconds));
                System.out.printf(
                        "one in %d changed         %,12.0f changes/s published, p99 %d ms from the answer (%s speed)%n",
                        oneIn, listener.received() / (double) seconds, listener.p99Millis(), what);
                return listener;
            }
        }
    }

    private void idle(Map<String, String> settings, Watchlist watchlist, long empty) throws Exception {
        watchlist.fill(million);
        Map<String, String> slow = new HashMap<>(settings);
        slow.put("ORDERTRAIL_POLLER_CADENCE_SHORTEST", "24h");
        slow.put("ORDERTRAIL_POLLER_CADENCE_LONGEST", "48h");
        try (PollerProcess poller = start(slow, heap, "idle")) {
            poller.awaitTracked(million);
            double owned = poller.metric("ordertrail_poller_load_seconds_max");
            double bytes = (poller.liveHeapBytes() - empty) / (double) million;
            Duration before = poller.cpu();
            TimeUnit.SECONDS.sleep(seconds);
            double idle = poller.cpu().minus(before).toMillis() / 10.0 / seconds;
            System.out.printf("owning %,d orders   %12.1f s%n", million, owned);
            System.out.printf(
                    "heap for each             %12.1f bytes, %,d MiB resident%n", bytes, poller.residentBytes() >> 20);
            System.out.printf("processor while idle      %12.1f %% of one%n", idle);
            figures.put("heapBytesPerOrder", bytes)
                    .put("ownMillionSeconds", owned * 1_000_000 / million)
                    .put("idleCpuPercent", idle);
        }
    }

    private PollerProcess start(Map<String, String> settings, String heap, String phase) throws Exception {
        List<String> jvmOptions = new ArrayList<>(List.of("-Xmx" + heap));
        if (recordings != null) {
            jvmOptions.add("-XX:StartFlightRecording:settings=profile,filename=" + recordings.resolve(phase + ".jfr"));
        }
        return PollerProcess.start(
                settings,
                jvmOptions,
                Files.createTempDirectory("ordertrail-bench").resolve("poller.log"));
    }

    /** Every order is due again as soon as it was answered. */
    private Map<String, String> always(Map<String, String> settings) {
        Map<String, String> always = new HashMap<>(settings);
        always.put("ORDERTRAIL_POLLER_CADENCE_SHORTEST", interval.toString());
        always.put("ORDERTRAIL_POLLER_CADENCE_LONGEST", interval.toString());
        always.put("ORDERTRAIL_POLLER_PROGRESS_EVERY", "0s");
        return always;
    }

    private static Map<String, String> settings(EmbeddedPostgres postgres, EmbeddedKafka kafka, StubPanel stub) {
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("poller"));
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("poller"));
        settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("ORDERTRAIL_PANELS_STUB_URL", stub.url());
        settings.put("ORDERTRAIL_PANELS_STUB_DIALECT", "standard");
        settings.put("ORDERTRAIL_PANELS_STUB_KEY", "k");
        settings.put("ORDERTRAIL_PANELS_STUB_REQUESTS_PER_SECOND", "1000000");
        settings.put("ORDERTRAIL_PANELS_STUB_CONCURRENCY", Integer.toString(CONCURRENCY));
        return settings;
    }
}
