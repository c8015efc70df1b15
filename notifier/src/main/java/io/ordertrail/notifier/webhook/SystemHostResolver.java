package io.ordertrail.notifier.webhook;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;

/** The system's resolver, off the event loop; the JVM keeps answers for thirty seconds. */
@ApplicationScoped
@DefaultBean
class SystemHostResolver implements HostResolver {

    private final Vertx vertx;

    SystemHostResolver(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Uni<List<InetAddress>> lookUp(String host) {
        return vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
    }
}
