package io.ordertrail.intake.refusal;

import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.panel.LearnedRefusals;
import io.ordertrail.panel.RefusalFingerprint;
import io.ordertrail.panel.RefusalKind;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What was learned, in memory, kept current from the database. A text counts from {@link RefusalProofs#ENOUGH} proofs on. */
@Singleton
public class RefusalMemory implements LearnedRefusals {

    private static final String LEARNED = """
            select panel, fingerprint from learned_refusal where proofs >= %d and revoked_at is null
            """.formatted(RefusalProofs.ENOUGH);

    private final Pool pool;
    private final BackgroundJobs jobs;
    private volatile Set<Learned> learned = Set.of();

    RefusalMemory(Pool pool, BackgroundJobs jobs) {
        this.pool = pool;
        this.jobs = jobs;
    }

    private record Learned(String panel, String fingerprint) {}

    /** A text that was learned speaks of the order that was refused: it is not sent again. */
    @Override
    public Optional<RefusalKind> find(PanelName panel, RefusalFingerprint fingerprint) {
        return learned.contains(new Learned(panel.value(), fingerprint.value()))
                ? Optional.of(RefusalKind.BAD_ORDER)
                : Optional.empty();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return jobs.run(this::load);
    }

    Uni<Void> load() {
        return pool.query(LEARNED)
                .execute()
                .invoke(rows -> {
                    Set<Learned> current = new HashSet<>();
                    rows.forEach(row -> current.add(new Learned(row.getString("panel"), row.getString("fingerprint"))));
                    learned = Set.copyOf(current);
                })
                .replaceWithVoid();
    }
}
