package io.ordertrail.notifier.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.ids.IdGenerator;
import io.ordertrail.notifier.problem.Page;
import io.ordertrail.notifier.problem.Problem;
import io.ordertrail.notifier.problem.Problem.FieldError;
import io.ordertrail.notifier.problem.ProblemException;
import io.ordertrail.notifier.problem.RequestBody;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Keys of the API; for operators. */
@Path("/v1/keys")
@Tag(name = "Keys")
public class KeyResource {

    private final ApiKeyStore keys;
    private final CurrentCaller caller;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final SecureRandom random;

    KeyResource(ApiKeyStore keys, CurrentCaller caller, IdGenerator ids, InstantSource clock, SecureRandom random) {
        this.keys = keys;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What a key is to be.
     *
     * @param shop whose, as the CloudEvents source of its orders; absent for an operator's
     * @param key the key itself, at least 20 characters, to use one that other services know; absent to have one made
     */
    public record NewKey(
            @Nullable String shop,
            @Nullable String description,
            @Nullable String key) {}

    /** A key; the key itself only in the answer that made it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyView(
            String id,
            String role,
            @Nullable String shop,
            String description,
            Instant createdAt,
            @Nullable Instant revokedAt,
            @Nullable String key) {}

    @POST
    @Operation(summary = "Make a key for a shop, or for an operator")
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NewKey.class)))
    public Uni<Response> create(byte[] body) {
        caller.get().requireOperator();
        NewKey wanted = RequestBody.read(body, NewKey.class);
        String secret = wanted.key() == null ? fresh() : wanted.key();
        if (secret.length() < 20 || secret.length() > 200) {
            throw new ProblemException(Problem.invalid(List.of(
                    new FieldError("key", "must have 20 to 200 characters", "Leave it out to have one made."))));
        }
        ApiKey key = new ApiKey(
                ids.next("key"),
                wanted.shop() == null ? null : shop(wanted.shop()),
                wanted.description() == null ? "" : wanted.description(),
                clock.instant(),
                null);
        return keys.insert(key, ApiKey.hash(secret))
                .onFailure(KeyResource::isDuplicate)
                .transform(e -> new ProblemException(Problem.conflict("This key is in use already; choose another.")))
                .map(_ -> Response.status(201).entity(view(key, secret)).build());
    }

    @GET
    @Operation(summary = "List keys, the oldest first")
    public Uni<Page<KeyView>> list(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @DefaultValue("50") int limit) {
        caller.get().requireOperator();
        int size = Page.size(limit);
        return keys.list(after, size + 1)
                .map(found -> Page.of(found.stream().map(key -> view(key, null)).toList(), size, KeyView::id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a key")
    public Uni<Response> revoke(@PathParam("id") String id) {
        caller.get().requireOperator();
        return keys.revoke(id, clock.instant()).map(found -> {
            if (!found) {
                throw new ProblemException(Problem.notFound("There is no key '" + id + "'."));
            }
            return Response.noContent().build();
        });
    }

    private String fresh() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return "otk_" + HexFormat.of().formatHex(bytes);
    }

    private static ShopId shop(String name) {
        try {
            return new ShopId(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid(List.of(new FieldError(
                    "shop", "must have 1 to 200 characters", "Use the CloudEvents source of the shop's orders."))));
        }
    }

    private static boolean isDuplicate(Throwable e) {
        return e instanceof PgException pg && "23505".equals(pg.getSqlState());
    }

    private static KeyView view(ApiKey key, @Nullable String secret) {
        ShopId shop = key.shop();
        return new KeyView(
                key.id(),
                shop == null ? "operator" : "shop",
                shop == null ? null : shop.value(),
                key.description(),
                key.createdAt(),
                key.revokedAt(),
                secret);
    }
}
