package io.ordertrail.kit.keys;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The copy of the keys in memory. It refuses to answer until the topic was read to its end once. Thread-safe.
 */
@DefaultBean
@Singleton
class KeyCopy implements ApiKeys {

    private final InstantSource clock;
    private volatile @Nullable KeyTable table;
    private volatile long confirmedAt = System.nanoTime();

    KeyCopy(InstantSource clock, MeterRegistry registry) {
        this.clock = clock;
        TimeGauge.builder("ordertrail.keys.age", () -> System.nanoTime() - confirmedAt, TimeUnit.NANOSECONDS)
                .description("Since the copy of the API keys was last known to hold everything that Kafka has")
                .register(registry);
    }

    @Override
    public Uni<Optional<ApiKey>> find(String hash) {
        KeyTable keys = table;
        return keys == null
                ? Uni.createFrom().failure(KeysNotReadException::new)
                : Uni.createFrom().item(keys.find(hash, clock.instant()));
    }

    /** Returns whether the topic was read to its end since the start. */
    boolean isRead() {
        return table != null;
    }

    /** Replaces the copy by one that was read from the beginning of the topic to its end. */
    void replace(KeyTable read) {
        table = read;
        confirm();
    }

    /** Notes that the copy holds everything that Kafka has. */
    void confirm() {
        confirmedAt = System.nanoTime();
    }
}
