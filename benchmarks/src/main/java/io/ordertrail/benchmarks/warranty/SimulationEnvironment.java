package io.ordertrail.benchmarks.warranty;

import io.ordertrail.events.RefillEvent;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.Ticket;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.refill.ingest.OrderEventProcessor;
import io.ordertrail.refill.ingest.OrderEventRules;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillSettings;
import io.ordertrail.refill.storage.DueRefillQueries;
import io.ordertrail.refill.storage.RefillEventPublisher;
import io.ordertrail.refill.storage.RefillRepository;
import io.ordertrail.refill.storage.SharedCallBudget;
import io.ordertrail.refill.work.ClaimWindows;
import io.ordertrail.refill.work.PanelRefillWorker;
import io.ordertrail.refill.work.PanelRefillWorkers;
import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.SimulatorConfig;
import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.FaultKind;
import io.ordertrail.simulator.lifecycle.ScenarioMix;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything real, except that the simulator's clock is everybody's, and that events are kept instead of published. */
final class SimulationEnvironment implements AutoCloseable {

    static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    /** These never show a drop: their orders are asked for by schedule, and half of them are counted by the shop. */
    static final List<String> HIDING = List.of("promosmm", "smmnova");

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final double FAULTS = 0.01;

    final Simulator simulator;
    final Panels panels;
    final RefillRepository book;
    final OrderEventRules hearing;
    final OrderEventProcessor intake;
    final List<AuditingPanel> witnesses;
    final List<PanelRefillWorker> work;
    final Queue<RefillEvent> published = new ConcurrentLinkedQueue<>();

    private final Vertx vertx;
    private final Pool pool;
    private final EmbeddedPostgres postgres;

    private SimulationEnvironment(long seed) {
        postgres = EmbeddedPostgres.forTests();
        postgres.createDatabase("refill");
        createTables(postgres);
        vertx = Vertx.vertx();
        pool = pool();
        simulator = Simulator.start(SimulatorConfig.forTests()
                .withSeed(seed)
                .withSpeed(0)
                .startingAt(BEGIN)
                .eachPanel(
                        panel -> panel.withFates(ScenarioMix.allComplete()).withBalance(new BigDecimal("100000000"))));
        SmallRyeConfig config = config();
        panels = Panels.of(config.getConfigMapping(PanelsConfig.class), vertx, simulator.clock(), CallObserver.NONE);
        RefillSettings settings = config.getConfigMapping(RefillSettings.class);
        RefillPolicies policies = RefillPolicies.of(settings, Set.copyOf(PANELS));
        book = new RefillRepository(pool, kept(), _ -> {});
        DueRefillQueries due = new DueRefillQueries(pool);
        hearing = new OrderEventRules(policies);
        intake = new OrderEventProcessor(book, due, hearing, simulator.clock());
        PanelsConfig panelsConfig = config.getConfigMapping(PanelsConfig.class);
        PanelRefillWorkers workers = new PanelRefillWorkers(
                book,
                due,
                policies,
                _ -> new Ticket("Refill of an order", "It dropped and was rejected.", Ticket.Priority.NORMAL),
                SharedCallBudget.of(pool, panelsConfig, settings.work().tick()),
                settings.work(),
                new ClaimWindows(settings.work(), panelsConfig, panels.all()),
                _ -> {},
                simulator.clock());
        witnesses = panels.all().stream()
                .map(panel -> new AuditingPanel(panel, simulator))
                .toList();
        work = witnesses.stream().map(workers::at).toList();
    }

    /** By name, since every service has migrations in the folder of the same name. */
    private static void createTables(EmbeddedPostgres postgres) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("refill"), postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            for (String migration : Migrations.beside(RefillRepository.class)) {
                statement.execute(migration);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the tables cannot be created", e);
        }
    }

    static SimulationEnvironment begin(long seed) {
        return new SimulationEnvironment(seed);
    }

    /** From now on one call in a hundred goes wrong in each of these ways; half of them after it was done. */
    void spoil() {
        for (FaultKind kind : List.of(FaultKind.CLOSE, FaultKind.STATUS, FaultKind.CUT_JSON, FaultKind.HTML)) {
            simulator.inject(Fault.doneThen(kind).of("refill").withProbability(FAULTS));
        }
        simulator.inject(Fault.refusedThen(FaultKind.CLOSE).of("refill").withProbability(FAULTS));
        simulator.inject(Fault.doneThen(FaultKind.ERROR).of("refill").withProbability(FAULTS));
        simulator.inject(Fault.doneThen(FaultKind.STATUS).of("refill_status").withProbability(FAULTS));
        simulator.inject(Fault.doneThen(FaultKind.CLOSE).of("createTicket").withProbability(10 * FAULTS));
    }

    Panel panel(String name) {
        return panels.all().stream()
                .filter(panel -> panel.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private RefillEventPublisher kept() {
        return new RefillEventPublisher() {
            @Override
            public Uni<Void> publish(SqlConnection transaction, List<RefillEvent> events) {
                published.addAll(events);
                return Uni.createFrom().voidItem();
            }

            @Override
            public void committed() {}
        };
    }

    private Pool pool() {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("localhost")
                .setPort(postgres.port())
                .setDatabase("refill")
                .setUser(postgres.username())
                .setPassword(postgres.password())
                .setCachePreparedStatements(true);
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(10))
                .connectingTo(options)
                .using(io.vertx.mutiny.core.Vertx.newInstance(vertx))
                .build();
    }

    private SmallRyeConfig config() {
        Map<String, String> settings = new HashMap<>();
        PANELS.forEach(panel -> {
            settings.put(
                    "ordertrail.panels." + panel + ".url", simulator.url(panel).toString());
            settings.put("ordertrail.panels." + panel + ".key", simulator.key(panel));
            settings.put("ordertrail.panels." + panel + ".requests-per-second", "100000");
            settings.put("ordertrail.panels." + panel + ".concurrency", "16");
        });
        HIDING.forEach(panel -> {
            settings.put("ordertrail.refill.panels." + panel + ".drops.ask-every-days", "5");
            settings.put("ordertrail.refill.panels." + panel + ".doubt.ask-again", "true");
        });
        settings.put("ordertrail.refill.work.single-batch", "100");
        // A hundred calls, one after the other, must fit into it.
        settings.put("ordertrail.refill.work.lease", "1h");
        return new SmallRyeConfigBuilder()
                .withMapping(PanelsConfig.class)
                .withMapping(RefillSettings.class)
                .withSources(new PropertiesConfigSource(settings, "benchmark", 500))
                .addDiscoveredConverters()
                .build();
    }

    @Override
    public void close() {
        panels.close();
        pool.close().await().indefinitely();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        simulator.close();
        postgres.close();
    }
}
