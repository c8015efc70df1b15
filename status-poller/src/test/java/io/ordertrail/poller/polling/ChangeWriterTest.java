package io.ordertrail.poller.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderId;
import io.ordertrail.panel.OrderAnswer.Unreadable;
import io.ordertrail.poller.storage.StatusObservation;
import io.ordertrail.poller.storage.WriteResult;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is written together and what of it fails. */
class ChangeWriterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final OrderId BAD = new OrderId(42);

    private final List<OrderId> written = new ArrayList<>();
    private final List<OrderId> failed = new ArrayList<>();
    private final ChangeWriter.Listener listener = new ChangeWriter.Listener() {
        @Override
        public void settled(WriteResult settled) {
            written.add(settled.sighting().order());
            if (settled.sighting().order().value() == 1) {
                throw new IllegalStateException("a mistake in whoever listens");
            }
        }

        @Override
        public void notWritten(StatusObservation sighting) {
            failed.add(sighting.order());
        }
    };

    @Test
    void one_row_that_the_database_never_takes_keeps_no_other_out() {
        ChangeWriter writer = failing(new PgException("a character that no text has", "ERROR", "22021", ""));

        writer.write(sightings(100), listener);

        assertThat(failed).containsExactly(BAD);
        assertThat(written).hasSize(99).doesNotContain(BAD);
        assertThat(writer.isIdle()).isTrue();
    }

    @Test
    void without_a_database_nothing_is_tried_by_halves() {
        List<Integer> sizes = new ArrayList<>();
        ChangeWriter writer = new ChangeWriter(
                sightings -> {
                    sizes.add(sightings.size());
                    return Uni.createFrom().failure(new PgException("shutting down", "FATAL", "57P01", ""));
                },
                500,
                2);

        writer.write(sightings(100), listener);

        assertThat(sizes).containsExactly(100);
        assertThat(failed).hasSize(100);
        assertThat(writer.isIdle()).isTrue();
    }

    @Test
    void a_listener_that_fails_for_one_change_is_notified_of_the_others_and_the_next_are_written() {
        ChangeWriter writer = failing(new IllegalStateException("never"));

        writer.write(sightings(3), listener);
        writer.write(sightings(2), listener);

        assertThat(written).extracting(OrderId::value).containsExactly(1L, 2L, 3L, 1L, 2L);
        assertThat(writer.isIdle()).isTrue();
    }

    /** Where the bad one is among them. */
    private static ChangeWriter failing(RuntimeException failure) {
        return new ChangeWriter(
                sightings ->
                        sightings.stream().anyMatch(sighting -> sighting.order().equals(BAD))
                                ? Uni.createFrom().failure(failure)
                                : Uni.createFrom()
                                        .item(sightings.stream()
                                                .map(ChangeWriterTest::settled)
                                                .toList()),
                500,
                2);
    }

    private static WriteResult settled(StatusObservation sighting) {
        return new WriteResult(sighting, Optional.empty(), false, List.of(), List.of(), false);
    }

    private static List<StatusObservation> sightings(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(order -> new StatusObservation(new OrderId(order), 0, 1, new Unreadable("x"), 0, NOW))
                .toList();
    }
}
