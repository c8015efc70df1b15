package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.EvidenceKind;
import io.ordertrail.panel.LearnedRefusals;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefusalFingerprint;
import io.ordertrail.panel.RefusalKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal that no rule knows is in doubt once; what was learned of it by then is a refusal. */
class LearnedRefusalsTest {

    private final Map<RefusalFingerprint, RefusalKind> known = new ConcurrentHashMap<>();
    private final LearnedRefusals learned = (panel, fingerprint) ->
            panel.equals(new PanelName("a-panel")) ? Optional.ofNullable(known.get(fingerprint)) : Optional.empty();
    private final AnswerReading reading = new AnswerReading(learned);

    @Test
    void an_unknown_refusal_carries_its_text_and_its_fingerprint() {
        Evidence evidence = evidence(reading.add(200, "{\"error\":\"Only 5 slots left for https://t.me/x\"}"));

        assertThat(evidence.kind()).isEqualTo(EvidenceKind.UNKNOWN_REFUSAL);
        assertThat(evidence.isAnswered()).isTrue();
        assertThat(evidence.explanation()).contains("Only 5 slots left");
        assertThat(evidence.unknownRefusal()).hasValueSatisfying(refusal -> {
            assertThat(refusal.text()).isEqualTo("Only 5 slots left for https://t.me/x");
            assertThat(refusal.fingerprint().value()).isEqualTo("only # slots left for <link>");
        });
    }

    @Test
    void what_was_learned_is_a_refusal_with_other_numbers_too_until_it_is_revoked() {
        RefusalFingerprint fingerprint = evidence(reading.add(200, "{\"error\":\"Only 5 slots left\"}"))
                .unknownRefusal()
                .orElseThrow()
                .fingerprint();
        known.put(fingerprint, RefusalKind.BAD_ORDER);

        assertThat(reading.add(200, "{\"error\":\"Only 17 slots left\"}"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.BAD_ORDER));

        known.clear();
        assertThat(reading.add(200, "{\"error\":\"Only 17 slots left\"}")).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Operation timed out",
                "Internal error",
                "error",
                "Bad gateway",
                "Something went wrong, try again",
                "System maintenance"
            })
    void what_speaks_of_a_failure_is_never_learned(String text) {
        known.put(RefusalFingerprint.of(text), RefusalKind.BAD_ORDER);

        Evidence evidence = evidence(reading.add(200, "{\"error\":\"%s\"}".formatted(text)));

        assertThat(evidence.unknownRefusal()).isEmpty();
        assertThat(evidence.isAnswered()).isFalse();
    }

    @Test
    void what_was_proven_of_orders_says_nothing_of_refills() {
        known.put(RefusalFingerprint.of("Sold out"), RefusalKind.BAD_ORDER);

        assertThat(reading.refill("{\"error\":\"Sold out\"}")).isInstanceOf(RefillAnswer.InDoubt.class);
    }

    private static Evidence evidence(Outcome<PlacedOrder> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        return ((Outcome.Unknown<PlacedOrder>) outcome).evidence();
    }
}
