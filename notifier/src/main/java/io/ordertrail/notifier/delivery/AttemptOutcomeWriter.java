package io.ordertrail.notifier.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes down what came of attempts. */
@ApplicationScoped
class AttemptOutcomeWriter {

    /**
     * Only under the claim that the attempt was made under: a replica that slept through its lease changes nothing. The
     * attempt is recorded all the same, since it was made.
     */
    private static final String FINISH = """
            with result as (
                select * from unnest($1::bigint[], $2::int[], $3::text[], $4::timestamptz[], $5::timestamptz[],
                                     $6::int[], $7::text[], $8::int[], $9::text[], $10::timestamptz[])
                    as r (id, fence, state, due_at, started_at, millis, verdict, code, answer, ended_at)),
            finished as (
                update delivery d
                   set state = r.state, due_at = r.due_at, attempts = d.attempts + 1, last_code = r.code,
                       last_answer = left(r.answer, 200),
                       ended_at = case when r.state in ('delivered', 'dead') then r.ended_at end
                  from result r
                 where d.id = r.id and d.fence = r.fence and d.state = 'sending'
                returning d.id, d.fence),
            noted as (
                insert into attempt (delivery_id, number, started_at, millis, verdict, code, answer)
                select r.id, r.fence, r.started_at, r.millis, r.verdict, r.code, r.answer from result r
                on conflict do nothing)
            select id, fence from finished""";

    /** {@link DeliveryState.Trigger#GIVEN_BACK}. */
    private static final String GIVE_BACK = """
            update delivery d set state = 'waiting', due_at = r.due_at
              from unnest($1::bigint[], $2::int[], $3::timestamptz[]) as r (id, fence, due_at)
             where d.id = r.id and d.fence = r.fence and d.state = 'sending'""";

    private record Claim(long id, int fence) {}

    /** Those of them that hold: the claims of the others had ended, and what follows from them is not theirs to do. */
    Uni<List<AttemptOutcome>> write(SqlClient sql, List<AttemptOutcome> outcomes) {
        return sql.preparedQuery(FINISH)
                .execute(Tuple.from(new Object[] {
                    outcomes.stream().map(o -> o.claimed().id()).toArray(Long[]::new),
                    outcomes.stream().map(o -> o.claimed().fence()).toArray(Integer[]::new),
                    texts(outcomes, o -> o.state().word()),
                    times(outcomes, AttemptOutcome::dueAt),
                    times(outcomes, AttemptOutcome::startedAt),
                    outcomes.stream()
                            .map(o -> (int) o.answer().took().toMillis())
                            .toArray(Integer[]::new),
                    texts(outcomes, o -> Names.of(o.answer().verdict())),
                    outcomes.stream().map(o -> o.answer().code()).toArray(Integer[]::new),
                    texts(outcomes, o -> Names.storable(o.answer().text())),
                    times(outcomes, AttemptOutcome::endedAt)
                }))
                .map(rows -> {
                    Set<Claim> finished = new HashSet<>();
                    rows.forEach(row -> finished.add(new Claim(row.getLong("id"), row.getInteger("fence"))));
                    return outcomes.stream()
                            .filter(o -> finished.contains(
                                    new Claim(o.claimed().id(), o.claimed().fence())))
                            .toList();
                });
    }

    /** Gives back what was claimed and not sent, to be due at that time. */
    Uni<Void> giveBack(SqlClient sql, List<ClaimedDelivery> claimed, Instant dueAt) {
        return sql.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(
                        claimed.stream().map(ClaimedDelivery::id).toArray(Long[]::new),
                        claimed.stream().map(ClaimedDelivery::fence).toArray(Integer[]::new),
                        times(claimed, _ -> dueAt)))
                .replaceWithVoid();
    }

    private static <T> String[] texts(List<T> all, Function<T, @Nullable String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    private static <T> OffsetDateTime[] times(List<T> all, Function<T, Instant> time) {
        return all.stream().map(time).map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }
}
