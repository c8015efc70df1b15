package io.ordertrail.kit.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A resource as services have them, and one that forgets to say who may call it. */
@Path("/v1/things")
class TestResource {

    private final Caller caller;

    TestResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    public String read() {
        return caller.name() + " " + caller.shop().map(Object::toString).orElse("-");
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    public String change() {
        return caller.name();
    }

    @GET
    @Path("/forgotten")
    public String forgotten() {
        return "without a role";
    }
}
