package io.ordertrail.local;

import io.ordertrail.local.progress.ExpectedOrder;
import io.ordertrail.local.progress.Progress;
import io.ordertrail.local.progress.ProgressTable;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs everything, feeds the orders, shows what becomes of them. Ends with 0, or with 1 after a line that says why.
 * {@code deploy/local/up} builds and starts it.
 */
public final class LocalStack {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int MOST_LINES_MISSING = 12;

    private final LauncherOptions options;
    private final Ports ports;
    private final ProgressDisplay screen;
    private final Progress progress = new Progress();
    private final CountDownLatch stopAsked = new CountDownLatch(1);

    private LocalStack(LauncherOptions options, ProgressDisplay screen) {
        this.options = options;
        this.ports = new Ports(options.portOffset());
        this.screen = screen;
    }

    /** The first argument is the directory {@code deploy/local}. */
    public static void main(String... arguments) {
        ProgressDisplay screen = new ProgressDisplay(System.out, Boolean.getBoolean("ordertrail.local.terminal"));
        int code = 1;
        try {
            DataDirectory home =
                    new DataDirectory(Path.of(arguments[0]).toAbsolutePath().normalize());
            LauncherOptions options =
                    LauncherOptions.of(home.directory(), java.util.Arrays.copyOfRange(arguments, 1, arguments.length));
            code = new LocalStack(options, screen).run(home);
        } catch (LauncherException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Kafka leaves threads behind that are no daemons.
        Runtime.getRuntime().halt(code);
    }

    private int run(DataDirectory home) throws InterruptedException {
        OrderFile orders = options.orders().map(OrderFile::read).orElse(new OrderFile(List.of()));
        Watchdog.endLeftovers(home.pids());
        ports.mustBeFree(options);
        home.prepare(options.clean());
        LauncherLog.into(home);
        stopOnSignal();
        long begun = System.nanoTime();
        try (Infrastructure machinery = new Infrastructure(home, ports, options, screen)) {
            int code = run(home, orders, machinery);
            screen.say("Stopping, after %d s."
                    .formatted(Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
            return code;
        }
    }

    private int run(DataDirectory home, OrderFile orders, Infrastructure machinery) throws InterruptedException {
        Secrets secrets = Secrets.in(home);
        MailCatcher mails =
                machinery.keep(MailCatcher.start(ports.smtp(), home.data().resolve("mails")));
        WebhookReceiver webhooks = machinery.keep(WebhookReceiver.start(
                ports.webhooks(), new WebhookLog(home.data().resolve("receipts"))));
        secrets.webhookSecret().ifPresent(webhooks::verifyWith);
        machinery.start(secrets);
        String webhookUrl = "http://localhost:%d/webhooks".formatted(ports.webhooks());
        webhooks.verifyWith(new Subscriptions(at(LaunchedService.ORDER_INTAKE), at(LaunchedService.NOTIFIER), secrets)
                .make(webhookUrl));
        TopicWatcher watcher = machinery.keep(TopicWatcher.start(machinery.kafka(), progress));
        if (options.observe()) {
            PrometheusProcess.start(home, ports, screen).ifPresent(machinery::keep);
        }
        feed(home, orders, machinery.kafka());
        UsageHints.lines(ports, home).forEach(screen::say);
        return follow(orders.expected(), machinery, new Counts(webhooks, mails, watcher));
    }

    private void feed(DataDirectory home, OrderFile orders, String kafka) {
        if (orders.lines().isEmpty()) {
            return;
        }
        int fed = new OrderFeed(kafka, home.data().resolve("fed")).publish(orders);
        int before = orders.lines().size() - fed;
        screen.say("%d orders published%s"
                .formatted(fed, before == 0 ? "" : "; %d were before (--clean begins with no data)".formatted(before)));
    }

    private int follow(List<ExpectedOrder> expected, Infrastructure machinery, Counts counts)
            throws InterruptedException {
        long deadline = System.nanoTime() + options.limit().toNanos();
        long parent = parent();
        while (!stopAsked.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
            machinery.mustRun();
            if (parent() != parent) {
                return 1; // the script was killed: nobody is left to stop us
            }
            screen.show(board(counts));
            if (options.exit()) {
                List<String> missing = missing(expected, counts);
                if (missing.isEmpty()) {
                    screen.say("Every order is settled, and every notification was delivered.");
                    return 0;
                }
                if (System.nanoTime() > deadline) {
                    report(missing);
                    return 1;
                }
            }
        }
        return options.exit() ? 1 : 0;
    }

    private List<String> missing(List<ExpectedOrder> expected, Counts counts) {
        List<String> missing = new ArrayList<>(progress.missing(
                OrderFile.SHOP,
                expected,
                counts.webhooks().received(),
                counts.mails().count()));
        if (counts.webhooks().refused() > 0) {
            missing.add(counts.webhooks().refused() + " webhooks had a signature that does not hold");
        }
        return missing;
    }

    private void report(List<String> missing) {
        screen.say("Not settled within %d s:".formatted(options.limit().toSeconds()));
        missing.stream().limit(MOST_LINES_MISSING).forEach(line -> screen.say("  " + line));
        if (missing.size() > MOST_LINES_MISSING) {
            screen.say("  and %d more".formatted(missing.size() - MOST_LINES_MISSING));
        }
    }

    private ProgressTable board(Counts counts) throws InterruptedException {
        return new ProgressTable(
                progress.orders(),
                checks().byPanel(),
                progress.byPanel(counts.webhooks().received()),
                List.of("%d mails of %d, %d webhooks repeated, %d refused, %d dead letters"
                        .formatted(
                                counts.mails().count(),
                                progress.mailsDue(),
                                counts.webhooks().repeats(),
                                counts.webhooks().refused(),
                                counts.watcher().deadLetters())));
    }

    private PanelChecks checks() {
        int port = ports.managementOf(LaunchedService.STATUS_POLLER);
        return new PanelChecks(HTTP, URI.create("http://localhost:%d/q/metrics".formatted(port)));
    }

    private URI at(LaunchedService service) {
        return URI.create("http://localhost:" + ports.of(service));
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    /** The JVM waits for this thread, and this thread for the main one to have stopped everything. */
    private void stopOnSignal() {
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopAsked.countDown();
                            try {
                                main.join(Duration.ofSeconds(60));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop"));
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Where the figures come from. */
    private record Counts(WebhookReceiver webhooks, MailCatcher mails, TopicWatcher watcher) {}
}
