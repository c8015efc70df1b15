package io.ordertrail.intake.stop;

import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.stop.BuyingStop.Scope;
import io.ordertrail.kit.web.Caller;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Roles;
import io.ordertrail.panel.http.Panels;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Stopping to buy, for operators. */
@Path("/v1/stops")
class BuyingStopResource {

    private static final int LONGEST_REASON = 500;

    private final BuyingStops stops;
    private final Panels panels;
    private final Caller caller;

    BuyingStopResource(BuyingStops stops, Panels panels, Caller caller) {
        this.stops = stops;
        this.panels = panels;
        this.caller = caller;
    }

    /** @param reason why buying is stopped, for other operators; shops do not see it */
    record StopRequest(@Nullable String reason) {}

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(
            summary = "List the stops that are in force. One without a panel holds at every panel.",
            description = "They are few, so the list has one page.")
    public Uni<Page<BuyingStop>> list() {
        return stops.inForce().map(found -> new Page<>(found, null));
    }

    @PUT
    @Path("/all")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Stop buying at every panel. Once answered, no replica takes an order for its panel.",
            description = "Orders wait. What was sent to panels is finished; cancels, doubts, statuses, refills and"
                    + " notifications go on. Safe to repeat.")
    public Uni<BuyingStop> stop(@Nullable StopRequest request) {
        return stops.stop(Scope.everywhere(), reason(request), caller.name());
    }

    @DELETE
    @Path("/all")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Resume buying. Panels that are stopped by themselves stay so. Safe to repeat.")
    public Uni<Response> resume() {
        return stops.resume(Scope.everywhere(), caller.name())
                .map(_ -> Response.noContent().build());
    }

    @PUT
    @Path("/panels/{panel}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Stop buying at one panel; the others go on. Otherwise as for every panel.")
    public Uni<BuyingStop> stopAt(@PathParam("panel") String panel, @Nullable StopRequest request) {
        return stops.stop(Scope.at(known(panel)), reason(request), caller.name());
    }

    @DELETE
    @Path("/panels/{panel}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Resume buying at one panel, unless every panel is stopped. Safe to repeat.")
    public Uni<Response> resumeAt(@PathParam("panel") String panel) {
        return stops.resume(Scope.at(Problem.parse("panel", panel, PanelName::new)), caller.name())
                .map(_ -> Response.noContent().build());
    }

    /** A misspelt name must not look like a panel that is stopped. */
    private PanelName known(String name) {
        return panels.all().stream()
                .map(panel -> panel.name())
                .filter(panel -> panel.value().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no panel '" + name + "'. GET /v1/panels lists them."));
    }

    private static String reason(@Nullable StopRequest request) {
        String reason = request == null || request.reason() == null
                ? ""
                : request.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "must have 1 to 500 characters", "Say why, for whoever finds it stopped.");
        }
        return reason;
    }
}
