package io.ordertrail.notifier.mail;

import io.ordertrail.kit.web.Problem;
import io.ordertrail.notifier.mail.UnsubscribeLinks.UnsubscribeRequest;
import io.ordertrail.notifier.subscription.Subscription;
import io.ordertrail.notifier.subscription.Subscription.Kind;
import io.ordertrail.notifier.subscription.SubscriptionStore;
import io.ordertrail.notifier.subscription.Suppressions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Ends mails by the signed link that each of them has. Reading the page changes nothing, since mail scanners follow
 * links; the button does, and so does a mail program's own (RFC 8058). It needs no key: the signature of the link
 * authorizes it.
 */
@Path("/v1/unsubscribe/{token}")
@PermitAll
@Tag(name = "Unsubscribe")
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

    private static final String PAGE = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ordertrail</title>
        <meta name="viewport" content="width=device-width"></head>
        <body style="font-family:sans-serif;max-width:32em;margin:4em auto;padding:0 1em">%s</body></html>
        """;

    private final UnsubscribeLinks links;
    private final SubscriptionStore subscriptions;
    private final Suppressions suppressions;
    private final InstantSource clock;

    UnsubscribeResource(
            UnsubscribeLinks links, SubscriptionStore subscriptions, Suppressions suppressions, InstantSource clock) {
        this.links = links;
        this.subscriptions = subscriptions;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Ask whether to unsubscribe")
    public String ask(@PathParam("token") String token) {
        request(token);
        return PAGE.formatted("""
            <h1>Unsubscribe</h1><p>No more mails of this subscription to this address?</p>
            <form method="post"><button style="font-size:1em;padding:.6em 1.2em">Unsubscribe</button></form>\
            """);
    }

    @POST
    @Operation(summary = "Unsubscribe")
    public Uni<String> unsubscribe(@PathParam("token") String token) {
        UnsubscribeRequest request = request(token);
        return subscriptions
                .change(tx -> subscriptions.lock(tx, request.subscription()).flatMap(found -> end(tx, found, request)))
                .replaceWith(PAGE.formatted("<h1>Unsubscribed</h1><p>There will be no more of these mails.</p>"));
    }

    private Uni<Void> end(SqlConnection tx, Optional<Subscription> found, UnsubscribeRequest request) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Subscription subscription = found.get();
        boolean own =
                subscription.kind() == Kind.ENDPOINT && subscription.target().equalsIgnoreCase(request.address());
        return own
                ? subscriptions
                        .disable(tx, subscription.id(), "unsubscribed by its reader", clock.instant())
                        .replaceWithVoid()
                : suppressions.add(tx, request.address(), subscription.shop(), "unsubscribed", clock.instant());
    }

    private UnsubscribeRequest request(String token) {
        return links.read(token)
                .orElseThrow(() -> Problem.notFound("This link is not valid any more; ask the shop to end the mails."));
    }
}
