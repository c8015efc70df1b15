package io.ordertrail.notifier.delivery;

import io.ordertrail.kit.web.Caller;
import io.ordertrail.kit.web.JsonBody;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.PageRequest;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.ProblemException;
import io.ordertrail.kit.web.Roles;
import io.ordertrail.notifier.subscription.Subscription;
import io.ordertrail.notifier.subscription.Subscription.Kind;
import io.ordertrail.notifier.subscription.SubscriptionStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The deliveries of a subscription over REST: look at them, send them again, try the endpoint. */
@Path("/v1/subscriptions")
@Tag(name = "Deliveries")
public class SubscriptionDeliveryResource {

    private final DeliveryStore deliveries;
    private final Replays replays;
    private final TestEventSender tests;
    private final SubscriptionStore subscriptions;
    private final Caller caller;

    SubscriptionDeliveryResource(
            DeliveryStore deliveries,
            Replays replays,
            TestEventSender tests,
            SubscriptionStore subscriptions,
            Caller caller) {
        this.deliveries = deliveries;
        this.replays = replays;
        this.tests = tests;
        this.subscriptions = subscriptions;
        this.caller = caller;
    }

    /** What is to be sent again. */
    public record Replay(
            @Schema(description = "from when on, RFC 3339", examples = "2026-11-20T08:00:00Z") @Nullable
            String since,

            @Schema(
                    description = "failed: what was given up; everything: also what was delivered, and what arrived"
                            + " while the subscription was disabled or not yet there",
                    enumeration = {"failed", "everything"},
                    defaultValue = "failed")
            @Nullable
            String what) {}

    /** How many deliveries are sent again. */
    public record Replayed(int deliveries) {}

    @GET
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Path("/{id}/deliveries")
    @Operation(summary = "List the deliveries of a subscription, the newest first")
    public Uni<Page<DeliveryView>> list(
            @PathParam("id") String id, @QueryParam("state") @Nullable String state, @BeanParam PageRequest page) {
        Optional<String> wanted = state(state);
        long before = page.after().isEmpty() ? Long.MAX_VALUE : DeliveryView.internalId(page.after());
        return own(id).flatMap(subscription -> deliveries.list(subscription.id(), before, wanted, page.rows()))
                .map(found -> Page.of(found, page.size(), DeliveryView::id));
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}/replay")
    @Operation(summary = "Send again what failed since a time, or everything since a time")
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Replay.class)))
    public Uni<Response> replaySince(@PathParam("id") String id, byte[] body) {
        Replay replay = JsonBody.read(body, Replay.class);
        Instant since = since(replay.since());
        boolean everything = everything(replay.what());
        return own(id).flatMap(subscription -> {
                    requireEnabled(subscription);
                    return everything && subscription.kind() == Kind.ENDPOINT
                            ? replays.everything(subscription, since)
                            : replays.failed(subscription.id(), since);
                })
                .map(count -> Response.accepted(new Replayed(count)).build());
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}/test")
    @Operation(summary = "Send a test event (endpoint.test) to a subscription")
    public Uni<Response> test(@PathParam("id") String id) {
        return own(id).flatMap(subscription -> {
                    requireEnabled(subscription);
                    if (subscription.kind() == Kind.ORDER_CONTACT) {
                        throw Problem.conflict("Its targets come with the orders, so there is none to try.");
                    }
                    return tests.send(subscription);
                })
                .map(message -> Response.accepted(Map.of("message", message)).build());
    }

    private Uni<Subscription> own(String id) {
        return subscriptions
                .find(id)
                .map(found -> found.filter(s -> caller.maySee(s.shop()))
                        .orElseThrow(() -> Problem.notFound("There is no subscription '" + id + "'.")));
    }

    private static void requireEnabled(Subscription subscription) {
        if (!subscription.enabled()) {
            throw Problem.conflict("The subscription is disabled; enable it first.");
        }
    }

    private static Optional<String> state(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        if (Arrays.stream(DeliveryState.values())
                .noneMatch(state -> state.word().equals(text))) {
            throw invalid("state", "is none", "Use waiting, sending, delivered or dead.");
        }
        return Optional.of(text);
    }

    private static Instant since(@Nullable String text) {
        try {
            if (text != null) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            // refused below, with what it must be
        }
        throw invalid("since", "must be a time by RFC 3339", "Write it like 2026-11-20T08:00:00Z.");
    }

    private static boolean everything(@Nullable String what) {
        if (what != null && !what.equals("failed") && !what.equals("everything")) {
            throw invalid("what", "must be failed or everything", "Leave it out for failed.");
        }
        return "everything".equals(what);
    }

    private static ProblemException invalid(String field, String rule, String remedy) {
        return Problem.invalid(field, rule, remedy);
    }
}
