package io.ordertrail.intake.request;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.intake.access.Access;
import io.ordertrail.intake.access.Access.Caller;
import io.ordertrail.intake.history.History;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.order.Placement;
import io.ordertrail.intake.problem.Problem;
import io.ordertrail.kit.tracing.Tracing;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
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

    private static final int LARGEST_PAGE = 500;

    private final Access access;
    private final OrderRequestHandler placing;
    private final OrderQueries orders;
    private final History history;
    private final EventCodec codec = new EventCodec();

    OrderResource(Access access, OrderRequestHandler placing, OrderQueries orders, History history) {
        this.access = access;
        this.placing = placing;
        this.orders = orders;
        this.history = history;
    }

    @POST
    @Operation(
            summary = "Ask for an order. The identity is the shop and the reference: the same request twice is the same"
                    + " order, with 200 in place of 201; with other content it is a conflict, 409.")
    public Uni<Response> place(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String trace,
            @QueryParam("source") @Nullable String source,
            byte @Nullable [] body) {
        return access.caller(authorization).chain(caller -> {
            ShopId shop = shop(caller, source);
            PlaceOrder order = order(shop, body);
            requireSame(key, order);
            return placing.place(List.of(placing.checked(shop, order, traceOr(trace))))
                    .map(List::getFirst)
                    .chain(this::answer);
        });
    }

    /** Our own span is under the caller's; without one the caller's is handed on. */
    private static @Nullable String traceOr(@Nullable String ofCaller) {
        String current = Tracing.current();
        return current == null ? ofCaller : current;
    }

    private static ShopId shop(Caller caller, @Nullable String source) {
        return caller.source().orElseGet(() -> {
            if (source == null || source.isBlank()) {
                throw Problem.badRequest("source", "An operator says for which shop: add ?source=<shop>.");
            }
            return new ShopId(source);
        });
    }

    private PlaceOrder order(ShopId shop, byte @Nullable [] body) {
        Map<String, String> headers =
                Map.of("ce_specversion", "1.0", "ce_id", "rest", "ce_source", shop.value(), "ce_type", "order.place");
        try {
            CloudEvent<?> event = codec.read(headers, body);
            return (PlaceOrder) event.data();
        } catch (UnreadableEventException e) {
            throw Problem.badRequest(null, String.valueOf(e.getMessage()).replace("order.place: ", ""));
        }
    }

    /** The reference is the identity already; a key that says otherwise is a mistake worth telling. */
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
        return orders.find(id).map(order -> {
            Order found = order.orElseThrow();
            // A new order that cannot be bought is kept and told of, and the caller hears it at once.
            int code = status == 201 && found.state() == OrderState.REJECTED ? 422 : status;
            return code == 422
                    ? Problem.response(422, "Rejected", String.valueOf(found.message()), null)
                    : Response.status(code)
                            .header("Location", "/v1/orders/" + id)
                            .entity(OrderView.of(found))
                            .build();
        });
    }

    @GET
    @Operation(summary = "Find orders, oldest first. A page ends with `next`; ask for what follows with ?after=<next>.")
    public Uni<Page> list(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @QueryParam("source") @Nullable String source,
            @QueryParam("reference") @Nullable String reference,
            @QueryParam("state") @Nullable String state,
            @QueryParam("panel") @Nullable String panel,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return access.caller(authorization).chain(caller -> {
            if (limit < 1 || limit > LARGEST_PAGE) {
                throw Problem.badRequest("limit", "limit must be 1 to " + LARGEST_PAGE + ", but is " + limit);
            }
            Optional<ShopId> shop =
                    caller.source().or(() -> Optional.ofNullable(source).map(ShopId::new));
            OrderQueries.Filter filter = new OrderQueries.Filter(
                    shop,
                    Optional.ofNullable(reference),
                    Optional.ofNullable(state).map(OrderResource::state),
                    Optional.ofNullable(panel));
            return orders.page(filter, after, limit)
                    .map(found -> new Page(
                            found.stream().map(OrderView::of).toList(),
                            found.size() < limit ? null : found.getLast().id().value()));
        });
    }

    private static OrderState state(String text) {
        return Arrays.stream(OrderState.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Problem.badRequest("state", "state must be one of " + Arrays.toString(OrderState.values())));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One order.")
    public Uni<OrderView> get(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") long id) {
        return visible(authorization, id).map(OrderView::of);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            summary =
                    "Ask for a cancel. Before it is bought it is withdrawn at once; after that the panel is asked, and"
                            + " only its status says whether it is canceled.")
    public Uni<Response> cancel(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") long id) {
        return change(authorization, id, placing::cancel);
    }

    @POST
    @Path("/{id}/refill")
    @Operation(summary = "Ask for a refill. refill-manager decides, and tells on orders.refills.")
    public Uni<Response> refill(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") long id) {
        return change(authorization, id, placing::refill);
    }

    @GET
    @Path("/{id}/history")
    @Operation(summary = "Everything that was told of an order, in the order of time.")
    public Uni<List<History.Entry>> history(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") long id) {
        return visible(authorization, id).chain(order -> history.of(order.id()));
    }

    private Uni<Response> change(@Nullable String authorization, long id, Function<OrderId, Uni<Order>> change) {
        return visible(authorization, id)
                .chain(order -> change.apply(order.id()))
                .map(order -> Response.accepted(OrderView.of(order)).build());
    }

    /** Another shop's order is not found: that it exists is nobody else's business. */
    private Uni<Order> visible(@Nullable String authorization, long id) {
        return access.caller(authorization).chain(caller -> {
            if (id <= 0) {
                throw Problem.badRequest("id", "An order id is a positive number.");
            }
            return orders.find(new OrderId(id))
                    .map(order -> order.filter(found -> caller.maySee(found.source()))
                            .orElseThrow(() -> Problem.notFound("There is no order " + id + ".")));
        });
    }

    /** A page, and where the next one begins. */
    record Page(List<OrderView> orders, @Nullable Long next) {}
}
