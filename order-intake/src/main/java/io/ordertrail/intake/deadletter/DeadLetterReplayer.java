package io.ordertrail.intake.deadletter;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/** Puts a dead letter back on the topic that it came from, as it came. */
@Singleton
class DeadLetterReplayer {

    private final MutinyEmitter<byte[]> replays;

    DeadLetterReplayer(@Channel("replays") MutinyEmitter<byte[]> replays) {
        this.replays = replays;
    }

    /** Completes when Kafka has it. */
    Uni<Void> of(DeadLetterStore.DeadLetter letter, byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        letter.headers().forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(letter.topic())
                .withKey(letter.key())
                .withHeaders(headers)
                .build();
        return replays.sendMessage(Message.of(value == null ? new byte[0] : value, Metadata.of(metadata)));
    }
}
