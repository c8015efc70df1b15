package io.ordertrail.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.MailServer;
import io.ordertrail.notifier.sealing.SecretSealer;
import io.ordertrail.notifier.signing.SigningKey;
import io.ordertrail.notifier.signing.SigningScheme;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The encryption key is changed: what the old one sealed is sealed again, and the old one can go. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "notifier"))
@WithTestResource(KafkaResource.class)
@WithTestResource(MailServer.class)
class SealingIT {

    private static final Instant NOW = Instant.now();
    private static final String THE_SERVICES = "t1:dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=";
    private static final String OLD = "k1:b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2w=";
    private static final String NEW = "k2:bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmU=";

    private final SecureRandom random = new SecureRandom();
    private final String subscription = "sub_" + UUID.randomUUID();

    @Inject
    Pool pool;

    @BeforeEach
    void subscribe() {
        execute("""
                insert into subscription (id, channel, kind, target, description, types, panels, services, tags, ordered,
                                          scheme, language, created_at, updated_at)
                values ($1, 'email', 'endpoint', 'nobody', '', '{}', '{}', '{}', '{}', false, 'v1', 'en', $2, $2)""", Tuple.of(subscription, utc()));
    }

    /** What other tests have sealed is the service's again. */
    @AfterEach
    void setBack() {
        execute("delete from subscription where id = $1", Tuple.of(subscription));
        int unused = await(keys(THE_SERVICES + "," + NEW).reseal());
    }

    @Test
    void when_all_is_sealed_again_the_old_key_can_go() {
        SigningKey key = add(keys(OLD));

        int unused = await(keys(NEW + "," + OLD + "," + THE_SERVICES).reseal());

        List<SigningKeys.ActiveKey> held = await(keys(NEW).of(subscription, NOW));
        assertThat(held).extracting(one -> one.key().toBytes()).containsExactly(key.toBytes());
    }

    @Test
    void there_may_be_more_than_are_read_at_once() {
        SigningKeys old = keys(OLD);
        for (int i = 0; i < 1201; i++) {
            SigningKey unused = add(old);
        }

        int done = await(keys(NEW + "," + OLD + "," + THE_SERVICES).reseal());

        assertThat(done).isGreaterThanOrEqualTo(1201);
        assertThat(await(keys(NEW).of(subscription, NOW))).hasSize(1201);
    }

    @Test
    void one_that_does_not_open_holds_no_other_up() {
        SigningKey lost = add(keys("lost:bG9zdGxvc3Rsb3N0bG9zdGxvc3Rsb3N0bG9zdGxvc3Q="));
        SigningKey key = add(keys(OLD));
        assertThat(lost.toBytes()).isNotEqualTo(key.toBytes());

        int unused = await(keys(NEW + "," + OLD + "," + THE_SERVICES).reseal());

        execute("delete from signing_key where encryption_key = 'lost'", Tuple.tuple());
        assertThat(await(keys(NEW).of(subscription, NOW)))
                .extracting(one -> one.key().toBytes())
                .containsExactly(key.toBytes());
    }

    private SigningKey add(SigningKeys keys) {
        SigningKey key = SigningKey.generate(SigningScheme.V1, random);
        await(pool.withTransaction(tx -> keys.add(tx, subscription, key, NOW).replaceWith(true)));
        return key;
    }

    private SigningKeys keys(String encryptionKeys) {
        return new SigningKeys(pool, SecretSealer.of(encryptionKeys, random));
    }

    private void execute(String statement, Tuple values) {
        int unused = await(pool.preparedQuery(statement).execute(values).map(rows -> rows.rowCount()));
    }

    private static OffsetDateTime utc() {
        return NOW.atOffset(ZoneOffset.UTC);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofMinutes(1));
    }
}
