package io.ordertrail.intake.refusal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.OrderId;
import io.ordertrail.intake.order.OrderRowMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The table {@code learned_refusal}. */
@Singleton
public class RefusalProofs {

    /** A text refuses from so many proofs on: one may be an accident of that order. */
    static final int ENOUGH = 2;

    private static final Logger LOG = Logger.getLogger(RefusalProofs.class);

    /** What an operator has revoked is not learned again. */
    private static final String PROVE = """
            insert into learned_refusal as l (panel, fingerprint, text, proofs, first_order, last_order, proven_at)
            select d.panel, d.refusal_fingerprint, d.refusal_text, 1, d.order_id, d.order_id, $3
              from doubt d
             where d.order_id = $1 and d.fence = $2 and d.refusal_fingerprint is not null and d.refusal_text is not null
            on conflict (panel, fingerprint) do update
               set proofs = l.proofs + 1, text = excluded.text, last_order = excluded.last_order,
                   proven_at = excluded.proven_at
             where l.revoked_at is null
            returning panel, text, proofs
            """;

    private static final String REVOKE =
            "update learned_refusal set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null";

    private final Pool pool;
    private final InstantSource clock;

    RefusalProofs(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * A text that was proven to refuse.
     *
     * @param refuses whether orders are rejected for it: from the second proof on
     * @param firstOrder whose doubt has the evidence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LearnedRefusal(
            long id,
            String panel,
            String text,
            String fingerprint,
            int proofs,
            boolean refuses,
            long firstOrder,
            long lastOrder,
            Instant provenAt,
            @Nullable Instant revokedAt,
            @Nullable String revokedBy) {}

    /** Counts a proof that the order of that submission was not taken, if the panel had answered an error that no rule knows. */
    public Uni<Void> prove(SqlConnection tx, OrderId order, long submission) {
        return tx.preparedQuery(PROVE)
                .execute(Tuple.of(order.value(), submission, now()))
                .invoke(rows -> rows.forEach(row -> LOG.warnf(
                        "%s refuses with \"%s\", proven %d times",
                        row.getString("panel"), row.getString("text"), row.getInteger("proofs"))))
                .replaceWithVoid();
    }

    /** Returns a page above an id, oldest first. */
    Uni<List<LearnedRefusal>> page(long after, boolean revokedToo, int limit) {
        String open = revokedToo ? "" : " and revoked_at is null";
        return pool.preparedQuery("select * from learned_refusal where id > $1" + open + " order by id limit $2")
                .execute(Tuple.of(after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RefusalProofs::view)
                        .toList());
    }

    /** Returns one, or empty. */
    Uni<Optional<LearnedRefusal>> find(long id) {
        return pool.preparedQuery("select * from learned_refusal where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RefusalProofs::view)
                        .findFirst());
    }

    /** Notes who revoked it. What is revoked stays as it is. */
    Uni<Void> revoke(long id, String by) {
        return pool.preparedQuery(REVOKE).execute(Tuple.of(id, now(), by)).replaceWithVoid();
    }

    private OffsetDateTime now() {
        return OrderRowMapper.at(clock.instant());
    }

    private static LearnedRefusal view(Row row) {
        Instant revokedAt = OrderRowMapper.instant(row, "revoked_at");
        return new LearnedRefusal(
                row.getLong("id"),
                row.getString("panel"),
                row.getString("text"),
                row.getString("fingerprint"),
                row.getInteger("proofs"),
                row.getInteger("proofs") >= ENOUGH && revokedAt == null,
                row.getLong("first_order"),
                row.getLong("last_order"),
                row.getOffsetDateTime("proven_at").toInstant(),
                revokedAt,
                row.getString("revoked_by"));
    }
}
