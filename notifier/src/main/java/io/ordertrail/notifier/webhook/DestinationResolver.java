package io.ordertrail.notifier.webhook;

import io.ordertrail.notifier.address.AddressPolicy;
import io.ordertrail.notifier.address.EndpointUrl;
import io.ordertrail.notifier.address.UrlRules;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address that a webhook is sent to. The name is looked up here, each address is vetted, and the connection is
 * made to the vetted one: a name that answers otherwise a moment later changes nothing.
 */
@ApplicationScoped
class DestinationResolver {

    /** Where to connect, or why not. */
    sealed interface Found {
        /** To that URL at that address; absent if a proxy looks it up. */
        record At(EndpointUrl url, @Nullable SocketAddress address) implements Found {}

        /** Nowhere; in words for the endpoint's owner. */
        record Nowhere(String reason) implements Found {}
    }

    private final UrlRules rules;
    private final HostResolver names;
    private final boolean proxied;

    DestinationResolver(UrlRules rules, HostResolver names, WebhookSettings settings) {
        this.rules = rules;
        this.names = names;
        this.proxied = settings.proxy().isPresent();
    }

    Uni<Found> find(String target) {
        return switch (rules.check(target)) {
            case UrlRules.Checked.Unfit unfit ->
                Uni.createFrom().item(new Found.Nowhere("The URL " + unfit.rule() + ". " + unfit.remedy()));
            case UrlRules.Checked.Fit fit when proxied -> Uni.createFrom().item(new Found.At(fit.url(), null));
            case UrlRules.Checked.Fit fit -> lookUp(fit.url());
        };
    }

    private Uni<Found> lookUp(EndpointUrl url) {
        Optional<InetAddress> literal = literal(url.host());
        Uni<List<InetAddress>> addresses = literal.map(
                        address -> Uni.createFrom().item(List.of(address)))
                .orElseGet(() -> names.lookUp(url.host()));
        return addresses
                .map(found -> choose(url, found, rules.addresses()))
                .onFailure()
                .recoverWithItem(_ -> new Found.Nowhere("The host " + url.host() + " cannot be found."));
    }

    private static Found choose(EndpointUrl url, List<InetAddress> found, AddressPolicy policy) {
        return found.stream()
                .filter(address -> policy.refusal(address).isEmpty())
                .findFirst()
                .<Found>map(address ->
                        new Found.At(url, SocketAddress.inetSocketAddress(new InetSocketAddress(address, url.port()))))
                .orElseGet(() -> new Found.Nowhere("The host " + url.host() + " is not where a webhook may go: "
                        + found.stream()
                                .flatMap(address -> policy.refusal(address).stream())
                                .findFirst()
                                .orElse("it has no address")));
    }

    /** The host, if it is an address as it is usually written; then nobody has to be asked. */
    private static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
