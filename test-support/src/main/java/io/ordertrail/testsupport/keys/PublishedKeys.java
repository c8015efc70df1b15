package io.ordertrail.testsupport.keys;

import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.KeyEvent;
import io.ordertrail.events.KeyEvent.KeyRevoked;
import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.events.KeyEvent.KeyValid;
import io.ordertrail.events.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes keys to {@link Topics#KEYS} in the place of order-intake. */
public final class PublishedKeys implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;

    /** Publishes to that Kafka. */
    public PublishedKeys(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A key and its id. */
    public record Key(String id, String key) {}

    /** Publishes a new key of a shop. */
    public Key shop(String shop) {
        return publish(KeyRole.SHOP, new ShopId(shop), null);
    }

    /** Publishes a new key of that role, which is not the role of a shop. */
    public Key of(KeyRole role) {
        return publish(role, null, null);
    }

    /** Publishes a new operator's key that expires then. */
    public Key expiring(Instant expiresAt) {
        return publish(KeyRole.OPERATOR, null, expiresAt);
    }

    /** Publishes that the key was revoked. */
    public void revoke(Key key) {
        send(new KeyRevoked(key.id(), 2, Instant.now()));
    }

    private Key publish(KeyRole role, @Nullable ShopId shop, @Nullable Instant expiresAt) {
        Key key = new Key("key_" + UUID.randomUUID(), "otk_test_" + UUID.randomUUID());
        send(new KeyValid(key.id(), 1, hash(key.key()), role, shop, expiresAt, Instant.now()));
        return key;
    }

    private void send(KeyEvent event) {
        CloudEvent<KeyEvent> envelope = new CloudEvent<>(
                event.id() + "/" + event.revision(),
                "/ordertrail/order-intake",
                event.id(),
                event.observedAt(),
                null,
                event);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.KEYS, event.id(), codec.data(event));
        codec.headers(envelope)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
