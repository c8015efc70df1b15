package io.ordertrail.intake.request;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.intake.history.History;
import io.ordertrail.intake.history.OrderProgress;
import io.ordertrail.intake.history.OrderProgressRepository;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.order.Placement;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.kit.web.Caller;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.PageRequest;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.ProblemException;
import io.ordertrail.kit.web.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Orders, for shops and operators: the same as over Kafka. */
@Path("/v1/orders")
class OrderResource {

    private final OrderRequestHandler placing;
    private final OrderQueries orders;
    private final History history;
    private final OrderProgressRepository progress;
    private final Caller caller;
    private final EventCodec codec = new EventCodec();

    OrderResource(
            OrderRequestHandler placing,
            OrderQueries orders,
            History history,
            OrderProgressRepository progress,
            Caller caller) {
        this.placing = placing;
        this.orders = orders;
        this.history = history;
        this.progress = progress;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Operation(
            summary = "Ask for an order. The identity is the shop and the reference: the same request twice is the same"
                    + " order, with 200 in place of 201; with other content it is a conflict, 409.")
    public Uni<Response> place(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String trace,
            @QueryParam("source") @Nullable String source,
            byte @Nullable [] body) {
        ShopId shop = shop(source);
        PlaceOrder order = order(shop, body);
        requireSame(key, order);
        return placing.place(List.of(placing.checked(shop, order, traceOr(trace))))
                .map(List::getFirst)
                .chain(this::answer);
    }

    /** Our own span is below the caller's; without one, the caller's is passed on. */
    private static @Nullable String traceOr(@Nullable String ofCaller) {
        String current = Tracing.current();
        return current == null ? ofCaller : current;
    }

    private ShopId shop(@Nullable String source) {
        return caller.shop().orElseGet(() -> {
            if (source == null || source.isBlank()) {
                throw Problem.badRequest("source", "An operator says for which shop: add ?source=<shop>.");
            }
            return Problem.parse("source", source, ShopId::new);
        });
    }

    private PlaceOrder order(ShopId shop, byte @Nullable [] body) {
        Map<String, String> headers =
                Map.of("ce_specversion", "1.0", "ce_id", "rest", "ce_source", shop.value(), "ce_type", "order.place");
        try {
            CloudEvent<?> event = codec.read(headers, body);
            return (PlaceOrder) event.data();
        } catch (UnreadableEventException e) {
            throw Problem.badRequest(
                    e.field().orElse(null), String.valueOf(e.getMessage()).replace("order.place: ", ""));
        }
    }

    /** The reference is the identity already, so a key that differs is refused. */
    private static void requireSame(@Nullable String key, PlaceOrder order) {
        if (key != null && !key.equals(order.reference().value())) {
            throw Problem.badRequest(
                    "Idempotency-Key",
                    "Idempotency-Key must be the order's reference, '%s', or be left out."
                            .formatted(order.reference()));
        }
    }

    private Uni<Response> answer(Placement placement) {
        return switch (placement) {
            case Placement.Conflict(OrderId id) ->
                Uni.createFrom()
                        .failure(Problem.conflict(
                                "Order %s has this reference with other content; take another reference."
                                        .formatted(id)));
            case Placement.Placed(OrderId id) -> view(id, 201);
            case Placement.Repeated(OrderId id) -> view(id, 200);
        };
    }

    private Uni<Response> view(OrderId id, int status) {
        return orders.find(id)
                .map(Optional::orElseThrow)
                .invoke(order -> {
                    // An order that cannot be bought is kept and published as rejected; the answer says so each time.
                    if (order.state() == OrderState.REJECTED) {
                        throw rejected(order);
                    }
                })
                .chain(this::view)
                .map(view -> Response.status(status)
                        .header("Location", "/v1/orders/" + id)
                        .entity(view)
                        .build());
    }

    private Uni<OrderView> view(Order order) {
        return views(List.of(order)).map(List::getFirst);
    }

    private Uni<List<OrderView>> views(List<Order> found) {
        return progress.find(found.stream().map(Order::id).toList())
                .map(published -> found.stream()
                        .map(order -> OrderView.of(order, published.getOrDefault(order.id(), OrderProgress.NONE)))
                        .toList());
    }

    private static ProblemException rejected(Order order) {
        return new ProblemException(Problem.of(
                422, "rejected", "Rejected", "Order %s is rejected: %s".formatted(order.id(), order.message())));
    }

    @GET
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(summary = "Find orders, oldest first. A page ends with `next`; ask for what follows with ?after=<next>.")
    public Uni<Page<OrderView>> list(
            @QueryParam("source") @Nullable String source,
            @QueryParam("reference") @Nullable String reference,
            @QueryParam("state") @Nullable String state,
            @QueryParam("panel") @Nullable String panel,
            @BeanParam PageRequest page) {
        Optional<ShopId> shop = caller.shop()
                .or(() -> Optional.ofNullable(source).map(text -> Problem.parse("source", text, ShopId::new)));
        OrderQueries.Filter filter = new OrderQueries.Filter(
                shop,
                Optional.ofNullable(reference),
                Optional.ofNullable(state).map(OrderResource::state),
                Optional.ofNullable(panel));
        return orders.page(filter, page.afterNumber(0), page.rows())
                .chain(this::views)
                .map(found -> Page.of(found, page.size(), order -> Long.toString(order.id())));
    }

    private static OrderState state(String text) {
        return Arrays.stream(OrderState.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Problem.badRequest("state", "state must be one of " + Arrays.toString(OrderState.values())));
    }

    @GET
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Path("/{id}")
    @Operation(summary = "One order.")
    public Uni<OrderView> get(@PathParam("id") long id) {
        return visible(id).chain(this::view);
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}/cancel")
    @Operation(
            summary =
                    "Ask for a cancel. Before it is bought it is withdrawn at once; after that the panel is asked, and"
                            + " only its status says whether it is canceled.")
    public Uni<Response> cancel(@PathParam("id") long id) {
        return change(id, placing::cancel);
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}/refill")
    @Operation(summary = "Ask for a refill. refill-manager decides, and publishes on orders.refills.")
    public Uni<Response> refill(@PathParam("id") long id) {
        return change(id, placing::refill);
    }

    @GET
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Path("/{id}/history")
    @Operation(summary = "Everything that was published about an order, in the order of time.")
    public Uni<List<History.Entry>> history(@PathParam("id") long id) {
        return visible(id).chain(order -> history.of(order.id()));
    }

    private Uni<Response> change(long id, Function<OrderId, Uni<Order>> change) {
        return visible(id)
                .chain(order -> change.apply(order.id()))
                .chain(this::view)
                .map(view -> Response.accepted(view).build());
    }

    /** Returns an order that the caller may see. Another shop's order is not found, as if it did not exist. */
    private Uni<Order> visible(long id) {
        if (id <= 0) {
            throw Problem.badRequest("id", "An order id is a positive number.");
        }
        return orders.find(new OrderId(id))
                .map(order -> order.filter(found -> caller.maySee(found.source()))
                        .orElseThrow(() -> Problem.notFound("There is no order " + id + ".")));
    }
}
