package io.ordertrail.intake.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.ScriptedPanelsResource;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(ScriptedPanelsResource.class)
class DoubtLeaseIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    Pool pool;

    private final PanelName panel = new PanelName("n-" + UUID.randomUUID());

    @Test
    void one_replica_at_a_time_looks_into_the_doubts_of_a_panel() {
        DoubtLease one = new DoubtLease(pool);
        DoubtLease other = new DoubtLease(pool);

        assertThat(take(one, LONG)).isTrue();
        assertThat(take(other, LONG)).isFalse();
        assertThat(take(one, LONG)).isTrue();
        assertThat(new DoubtLease(pool)
                        .take(new PanelName("n-" + UUID.randomUUID()), LONG)
                        .await()
                        .atMost(LONG))
                .isTrue();
    }

    @Test
    void the_lease_of_a_replica_that_died_ends() {
        DoubtLease dead = new DoubtLease(pool);
        DoubtLease other = new DoubtLease(pool);
        assertThat(take(dead, Duration.ofMillis(500))).isTrue();

        await().atMost(LONG).until(() -> take(other, LONG));

        assertThat(take(dead, LONG)).isFalse();
    }

    private boolean take(DoubtLease lease, Duration time) {
        return lease.take(panel, time).await().atMost(LONG);
    }
}
