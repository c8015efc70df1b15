package io.ordertrail.notifier.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertrail.domain.ShopId;
import io.ordertrail.kit.web.Caller;
import io.ordertrail.kit.web.JsonBody;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.PageRequest;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.ProblemException;
import io.ordertrail.kit.web.Roles;
import io.ordertrail.notifier.subscription.Subscription.Disabled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Subscriptions over REST. A shop sees its own; what is another's does not exist for it. */
@Path("/v1/subscriptions")
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private final SubscriptionService subscribing;
    private final SubscriptionStore store;
    private final SubscriptionValidator rules;
    private final Caller caller;
    private final InstantSource clock;

    SubscriptionResource(
            SubscriptionService subscribing,
            SubscriptionStore store,
            SubscriptionValidator rules,
            Caller caller,
            InstantSource clock) {
        this.subscribing = subscribing;
        this.store = store;
        this.rules = rules;
        this.caller = caller;
        this.clock = clock;
    }

    /** How a key is to be rotated. */
    public record Rotation(
            @Schema(description = "how long the old key signs too, PT0S to P7D", defaultValue = "PT24H") @Nullable
            String overlap) {}

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Operation(
            summary = "Subscribe a webhook endpoint or an e-mail address",
            description = "The answer has the signing secret (whsec_…) or the public key (whpk_…), this once.")
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SubscriptionRequest.class)))
    public Uni<Response> create(byte[] body) {
        SubscriptionRequest spec = JsonBody.read(body, SubscriptionRequest.class);
        Subscription subscription = rules.create(spec, subscribing.freshId(), owner(spec.shop()), clock.instant());
        return subscribing
                .create(subscription)
                .map(made ->
                        Response.status(201).entity(SubscriptionView.of(made)).build());
    }

    @GET
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(summary = "List subscriptions, the oldest first")
    public Uni<Page<SubscriptionView>> list(@BeanParam PageRequest page) {
        return store.list(caller.shop(), page.after(), page.rows())
                .map(found ->
                        Page.of(found.stream().map(SubscriptionView::of).toList(), page.size(), SubscriptionView::id));
    }

    @GET
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Path("/{id}")
    @Operation(summary = "Read a subscription")
    public Uni<SubscriptionView> read(@PathParam("id") String id) {
        return own(id).map(SubscriptionView::of);
    }

    @PATCH
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            summary = "Change a subscription",
            description = "A JSON merge patch: what is absent stays, null clears.")
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = "application/merge-patch+json",
                            schema = @Schema(implementation = SubscriptionRequest.class)))
    public Uni<SubscriptionView> change(@PathParam("id") String id, byte[] body) {
        ObjectNode patch = JsonBody.object(body);
        return changed(id, before -> rules.change(before, patched(before, patch), clock.instant()));
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}/rotate")
    @Operation(
            summary = "Make a new signing key",
            description = "For the time of the overlap webhooks have both signatures. The answer has the new key.")
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Rotation.class)))
    public Uni<SubscriptionView> rotate(@PathParam("id") String id, byte[] body) {
        Duration overlap = overlap(JsonBody.read(body, Rotation.class).overlap());
        return own(id).flatMap(subscription -> {
                    if (subscription.channel() == Channel.EMAIL) {
                        throw Problem.conflict("Mails are not signed; there is no key to rotate.");
                    }
                    return subscribing.rotate(subscription, overlap);
                })
                .map(SubscriptionView::of);
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}/disable")
    @Operation(
            summary = "Send nothing more",
            description = "What waits ends as dead and can be replayed once it is enabled again.")
    public Uni<SubscriptionView> disable(@PathParam("id") String id) {
        return changed(
                id,
                before -> before.enabled()
                        ? with(before, new Disabled("disabled by its owner", clock.instant()))
                        : before);
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}/enable")
    @Operation(summary = "Send again", description = "From now on; what was missed meanwhile can be replayed.")
    public Uni<SubscriptionView> enable(@PathParam("id") String id) {
        return changed(id, before -> with(before, null));
    }

    @DELETE
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}")
    @Operation(summary = "Delete a subscription, with its keys and the record of its deliveries")
    public Uni<Response> delete(@PathParam("id") String id) {
        return own(id).flatMap(subscription -> subscribing.delete(subscription.id()))
                .map(_ -> Response.noContent().build());
    }

    private Uni<SubscriptionView> changed(String id, UnaryOperator<Subscription> change) {
        return own(id).flatMap(own -> subscribing.change(own.id(), change))
                .map(changed -> SubscriptionView.of(changed.orElseThrow(() -> unknown(id))));
    }

    private Uni<Subscription> own(String id) {
        return store.find(id)
                .map(found -> found.filter(s -> caller.maySee(s.shop())).orElseThrow(() -> unknown(id)));
    }

    private static ProblemException unknown(String id) {
        return Problem.notFound("There is no subscription '" + id + "'.");
    }

    private @Nullable ShopId owner(@Nullable String asked) {
        Optional<ShopId> shop = caller.shop();
        if (shop.isPresent() && asked != null && !asked.equals(shop.get().value())) {
            throw Problem.invalid("shop", "is not yours", "Leave it out: your key says who you are.");
        }
        return shop.orElseGet(() -> asked == null ? null : Problem.parse("shop", asked, ShopId::new));
    }

    private static Subscription with(Subscription s, @Nullable Disabled disabled) {
        return new Subscription(
                s.id(),
                s.shop(),
                s.channel(),
                s.kind(),
                s.target(),
                s.description(),
                s.filter(),
                s.ordered(),
                s.scheme(),
                s.ratePerSecond(),
                s.digest(),
                s.language(),
                s.ownerEmail(),
                disabled,
                disabled == null ? null : s.failingSince(),
                s.createdAt(),
                s.updatedAt());
    }

    private static SubscriptionRequest patched(Subscription before, ObjectNode patch) {
        ObjectNode whole = JSON.valueToTree(SubscriptionRequest.of(before));
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getKey().equals("shop")) {
                throw Problem.invalid("shop", "cannot be changed", "Create a subscription for the other shop.");
            }
            whole.set(field.getKey(), field.getValue());
        }
        return JsonBody.read(whole, SubscriptionRequest.class);
    }

    private static Duration overlap(@Nullable String text) {
        if (text == null) {
            return OVERLAP;
        }
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeParseException e) {
            // refused below, with what it must be
        }
        throw Problem.invalid("overlap", "must be a duration between PT0S and P7D", "Write it like PT24H.");
    }
}
