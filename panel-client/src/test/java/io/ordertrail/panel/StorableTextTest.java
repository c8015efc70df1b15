package io.ordertrail.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordertrail.domain.OrderStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text that leaves this module is one that a database refuses. */
class StorableTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\ud83db", "a\ude00b", "\ud83d", "\ude00\ud83d", "\u0000\u0000"})
    void nul_and_half_a_surrogate_pair_are_replaced(String text) {
        assertThat(StorableText.of(text)).hasSameSizeAs(text).contains("\uFFFD").doesNotContain("\u0000");
        assertThat(isStorable(StorableText.of(text))).isTrue();
    }

    @Test
    void a_text_that_can_be_kept_is_not_touched() {
        String text = "Not enough funds 😀 Недостаточно \n\t";

        assertThat(StorableText.of(text)).isSameAs(text);
    }

    @Test
    void an_excerpt_never_ends_in_half_a_pair() {
        assertThat(StorableText.excerpt("abc😀d", 4)).isEqualTo("abc…");
        assertThat(StorableText.excerpt("abc😀d", 5)).isEqualTo("abc😀…");
        assertThat(StorableText.excerpt("abc", 3)).isEqualTo("abc");
    }

    @Test
    void every_record_that_carries_a_text_makes_it_storable() {
        Random random = new Random(9);
        for (int i = 0; i < 2_000; i++) {
            String hostile = hostile(random);
            Evidence evidence = new Evidence(Instant.EPOCH, Duration.ZERO, OptionalInt.empty(), hostile, hostile)
                    .as(UnknownRefusal.of(hostile));
            List<Object> records = List.of(
                    evidence,
                    evidence.summary(),
                    Refusal.of(RefusalKind.BAD_ORDER, hostile),
                    new OrderAnswer.Seen(OrderStatus.UNKNOWN, hostile, null, null, null, List.of()),
                    new OrderAnswer.Denied(hostile),
                    new OrderAnswer.Unreadable(hostile),
                    new RefillStatusAnswer.Seen(RefillStatus.UNKNOWN, hostile),
                    new RefillStatusAnswer.NotFound(hostile),
                    new RefillStatusAnswer.Unreadable(hostile),
                    new RefillAnswer.NotAsked(hostile),
                    new CancelAnswer.Asked(hostile),
                    new Outcome.NotSent<>(hostile),
                    RefusalFingerprint.of(hostile));
            assertThat(records)
                    .allSatisfy(one -> assertThat(isStorable(one.toString())).isTrue());
        }
    }

    @Test
    void evidence_of_an_unknown_refusal_has_its_text_and_no_other_has() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evidence(
                        Instant.EPOCH,
                        Duration.ZERO,
                        OptionalInt.empty(),
                        "x",
                        "",
                        EvidenceKind.FAILURE,
                        Optional.of(UnknownRefusal.of("y"))));
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(700); i >= 0; i--) {
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> '\u0000';
                        case 1 -> (char) (Character.MIN_SURROGATE + random.nextInt(2048));
                        default -> (char) (' ' + random.nextInt(90));
                    });
        }
        return text.toString();
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
