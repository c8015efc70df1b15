package io.ordertrail.notifier.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Starts the dispatcher with the service, and stops it before the database and the mail go. */
@ApplicationScoped
class DispatcherLifecycle {

    private static final Logger LOG = Logger.getLogger(DispatcherLifecycle.class);

    private final Dispatcher dispatcher;
    private final MaintenanceJob upkeep;
    private final DeliverySettings settings;

    DispatcherLifecycle(Dispatcher dispatcher, MaintenanceJob upkeep, DeliverySettings settings) {
        this.dispatcher = dispatcher;
        this.upkeep = upkeep;
        this.settings = settings;
    }

    void begin(@Observes StartupEvent event) {
        dispatcher.start();
        upkeep.start();
    }

    void end(@Observes ShutdownEvent event) throws InterruptedException {
        try {
            dispatcher.stop().get(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Attempts are still under way; they are repeated with the same id when their lease ends.");
        } catch (ExecutionException e) {
            LOG.error("Could not stop the deliveries in order", e);
        }
    }
}
