package io.ordertrail.intake.access;

import io.ordertrail.domain.ShopId;
import io.ordertrail.intake.access.Access.Caller;
import io.ordertrail.intake.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * API keys: only their hashes are kept, and compared in constant time. The first operator's key is the setting
 * {@code ordertrail.operator-key}; others are made through the API.
 */
@Singleton
class ApiKeys {

    private static final Logger LOG = Logger.getLogger(ApiKeys.class);
    private static final String FIND =
            "select hash, role, source, id from api_key where hash = $1 and revoked_at is null";
    private static final String INSERT = """
            insert into api_key (id, hash, role, source, description, created_at) values ($1, $2, $3, $4, $5, $6)
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final Optional<byte[]> operatorHash;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(
            Pool pool,
            InstantSource clock,
            @ConfigProperty(name = "ordertrail.operator-key") Optional<String> operator) {
        this.pool = pool;
        this.clock = clock;
        this.operatorHash = operator.map(ApiKeys::hash);
        if (operator.isEmpty()) {
            LOG.warn("ORDERTRAIL_OPERATOR_KEY is not set: only keys made before can call the REST API.");
        }
    }

    Uni<Optional<Caller>> find(String key) {
        byte[] hash = hash(key);
        if (operatorHash
                .filter(operator -> MessageDigest.isEqual(operator, hash))
                .isPresent()) {
            return Uni.createFrom().item(Optional.of(new Caller("operator", Optional.empty())));
        }
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple().addValue(Buffer.buffer(hash)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    var row = rows.iterator().next();
                    boolean same = MessageDigest.isEqual(row.getBuffer("hash").getBytes(), hash);
                    Optional<ShopId> source =
                            Optional.ofNullable(row.getString("source")).map(ShopId::new);
                    return same ? Optional.of(new Caller(row.getString("id"), source)) : Optional.empty();
                });
    }

    /** Makes a key; it is told once and kept nowhere. */
    Uni<NewKey> create(Optional<ShopId> source, String description, Optional<String> given) {
        String id = "key_" + HexFormat.of().formatHex(bytes(8));
        String key = given.orElseGet(() -> (source.isPresent() ? "shop_" : "op_")
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32)));
        Tuple values = Tuple.tuple()
                .addString(id)
                .addValue(Buffer.buffer(hash(key)))
                .addString(source.isPresent() ? "SHOP" : "OPERATOR")
                .addString(source.map(ShopId::value).orElse(null))
                .addString(description)
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(INSERT)
                .execute(values)
                .onFailure(PgException.class)
                .transform(_ -> Problem.conflict("This key is registered already."))
                .replaceWith(new NewKey(id, key));
    }

    /** Whether there was such a key. */
    Uni<Boolean> revoke(String id) {
        return pool.preparedQuery("update api_key set revoked_at = $2 where id = $1 and revoked_at is null")
                .execute(Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() > 0);
    }

    /** A key as its owner gets it. */
    record NewKey(String id, String key) {}

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
