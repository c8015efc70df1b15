package io.ordertrail.intake.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.intake.access.KeyStore.NewKey;
import io.ordertrail.intake.access.KeyStore.Rotation;
import io.ordertrail.kit.keys.KeyHash;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.PageRequest;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Problem.FieldError;
import io.ordertrail.kit.web.ProblemException;
import io.ordertrail.kit.web.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The API keys of all services, for operators. */
@Path("/v1/keys")
class KeyResource {

    private static final int LONGEST_DESCRIPTION = 200;
    private static final int SECRET_BYTES = 32;
    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final KeyStore keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    KeyResource(KeyStore keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A key to be made.
     *
     * @param role {@code operator}, {@code read-only-operator} or {@code shop}; there is no default
     * @param shop for the role shop: the CloudEvents source of its orders
     * @param description whose key it is and what for
     * @param expiresAt when it stops working; never, if absent
     */
    record KeyRequest(
            @Nullable String role,
            @Nullable String shop,
            @Nullable String description,
            @Nullable Instant expiresAt) {}

    /** @param overlap how long the old key works beside the new one, PT0S to P30D; PT24H if absent */
    record RotationRequest(@Nullable Duration overlap) {}

    /**
     * A key.
     *
     * @param key the key itself, in the answer that made it and never again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyView(
            String id,
            String role,
            @Nullable String shop,
            String description,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String replacedBy,
            @JsonProperty("key") @Nullable String secret) {

        static KeyView of(StoredKey key, @Nullable String secret) {
            return new KeyView(
                    key.id(),
                    Roles.of(key.role()),
                    key.shop() == null ? null : key.shop().value(),
                    key.description(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.replacedBy(),
                    secret);
        }
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Make a key. It works at all services within seconds. It is shown this once.",
            description = "role is operator, read-only-operator or shop; a shop's key names its shop.")
    public Uni<Response> create(@Nullable KeyRequest request) {
        if (request == null) {
            throw Problem.unreadable("The body is missing; send role, description and, for a shop's key, shop.");
        }
        Secret made = newKey();
        return keys.insert(checked(request, made, clock.instant())).map(stored -> created(stored, made));
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(
            summary = "List keys in the order in which they were made; ?shop=<shop> one shop's, ?all=true the revoked"
                    + " and expired ones too.")
    public Uni<Page<KeyView>> list(
            @BeanParam PageRequest page, @QueryParam("shop") @Nullable String shop, @QueryParam("all") boolean all) {
        Optional<ShopId> of = Optional.ofNullable(shop).map(text -> Problem.parse("shop", text, ShopId::new));
        return keys.list(page.afterNumber(0), of, all, page.rows())
                .map(found -> Page.of(found, page.size(), key -> Long.toString(key.number()))
                        .map(key -> KeyView.of(key, null)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(summary = "One key.")
    public Uni<KeyView> get(@PathParam("id") String id) {
        return keys.get(id).map(found -> KeyView.of(found.orElseThrow(() -> unknown(id)), null));
    }

    @POST
    @Path("/{id}/rotate")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Make a key in place of this one. The old key works on for the time of the overlap.",
            description = "A key is rotated once; rotate the new one next time.")
    public Uni<Response> rotate(@PathParam("id") String id, @Nullable RotationRequest request) {
        Duration overlap = request == null || request.overlap() == null ? OVERLAP : request.overlap();
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw Problem.invalid("overlap", "must be a duration between PT0S and P30D", "Write it like PT24H.");
        }
        Secret made = newKey();
        return keys.rotate(
                        id, made.id(), KeyHash.of(made.key()), clock.instant().plus(overlap))
                .map(rotation -> switch (rotation) {
                    case Rotation.Rotated(StoredKey stored) -> created(stored, made);
                    case Rotation.NotPossible(StoredKey old) -> throw notRotated(old);
                    case Rotation.Unknown() -> throw unknown(id);
                });
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Revoke a key. It stops working here at once and everywhere within five seconds.")
    public Uni<Response> revoke(@PathParam("id") String id) {
        return keys.revoke(id).map(found -> {
            if (found.isEmpty()) {
                throw unknown(id);
            }
            return Response.noContent().build();
        });
    }

    private static NewKey checked(KeyRequest request, Secret made, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Optional<KeyRole> role = role(request.role());
        if (role.isEmpty()) {
            errors.add(new FieldError(
                    "role",
                    request.role() == null ? "is missing" : "is unknown",
                    "Send operator, read-only-operator or shop."));
        }
        boolean forShop = role.filter(KeyRole.SHOP::equals).isPresent();
        if (forShop && request.shop() == null) {
            errors.add(new FieldError("shop", "is missing", "Send the CloudEvents source of the shop's orders."));
        }
        if (role.isPresent() && !forShop && request.shop() != null) {
            errors.add(new FieldError("shop", "does not go with this role", "Leave it out, or make a shop's key."));
        }
        String description =
                request.description() == null ? "" : request.description().strip();
        if (description.isEmpty() || description.length() > LONGEST_DESCRIPTION) {
            errors.add(new FieldError(
                    "description", "must have 1 to 200 characters", "Say whose key it is and what for."));
        }
        if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
            errors.add(new FieldError(
                    "expiresAt", "must be in the future", "Leave it out for a key that does not expire."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        ShopId shop = request.shop() == null ? null : Problem.parse("shop", request.shop(), ShopId::new);
        return new NewKey(
                made.id(), KeyHash.of(made.key()), role.orElseThrow(), shop, description, now, request.expiresAt());
    }

    private static Optional<KeyRole> role(@Nullable String name) {
        return Arrays.stream(KeyRole.values())
                .filter(role -> Roles.of(role).equals(name))
                .findFirst();
    }

    /** A key as its owner gets it. */
    private record Secret(String id, String key) {
        @Override
        public String toString() {
            return "Secret[" + id + "]";
        }
    }

    private Secret newKey() {
        byte[] id = new byte[8];
        byte[] key = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(key);
        return new Secret(
                "key_" + HexFormat.of().formatHex(id),
                "otk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }

    private static Response created(StoredKey stored, Secret made) {
        return Response.status(201)
                .header("Location", "/v1/keys/" + stored.id())
                .header("Cache-Control", "no-store")
                .entity(KeyView.of(stored, made.key()))
                .build();
    }

    private static ProblemException notRotated(StoredKey key) {
        return Problem.conflict(
                key.replacedBy() == null
                        ? "The key %s is revoked or expired; make another one.".formatted(key.id())
                        : "The key %s was rotated already; rotate %s.".formatted(key.id(), key.replacedBy()));
    }

    private static ProblemException unknown(String id) {
        return Problem.notFound("There is no key '" + id + "'.");
    }
}
