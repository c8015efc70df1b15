package io.ordertrail.intake.doubt;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.ExpectedCharges.Expected;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the panel's answer about an id with the order that an operator wants to attach it to. Deterministic.
 */
final class AttachCheck {

    private final BigDecimal tolerance;

    /**
     * @param tolerance how far the charge may be from what is expected, as a share of it
     */
    AttachCheck(BigDecimal tolerance) {
        this.tolerance = tolerance;
    }

    /** The result of the comparison. */
    sealed interface Verdict {

        /** It can be the order. */
        record Confirmed() implements Verdict {}

        /** The panel says that it is no order of ours. */
        record Unknown(String answer) implements Verdict {}

        /** It is another order, or nothing can be compared. */
        record Differs(String answer) implements Verdict {}

        /** The panel did not answer. */
        record NoAnswer(String why) implements Verdict {}
    }

    /**
     * @param chargeless whether the panel shows no charge for orders of that kind
     */
    Verdict compare(
            PanelOrderId id, Expected expected, boolean chargeless, Outcome<Map<PanelOrderId, OrderAnswer>> outcome) {
        return switch (outcome) {
            case Outcome.Answered<Map<PanelOrderId, OrderAnswer>>(var answers) ->
                compare(expected, chargeless, answers.get(id));
            case Outcome.Refused<Map<PanelOrderId, OrderAnswer>>(var refusal) -> new Verdict.NoAnswer(refusal.text());
            case Outcome.NotSent<Map<PanelOrderId, OrderAnswer>>(var cause) -> new Verdict.NoAnswer(cause);
            case Outcome.Unknown<Map<PanelOrderId, OrderAnswer>>(var evidence) ->
                new Verdict.NoAnswer(evidence.explanation());
        };
    }

    private Verdict compare(Expected expected, boolean chargeless, @Nullable OrderAnswer answer) {
        return switch (answer) {
            case null -> new Verdict.NoAnswer("nothing for this id");
            case OrderAnswer.Unreadable(String text) -> new Verdict.NoAnswer(text);
            case OrderAnswer.Denied(String text) -> new Verdict.Unknown(text);
            case OrderAnswer.Seen seen -> compare(expected, chargeless, seen);
        };
    }

    private Verdict compare(Expected expected, boolean chargeless, OrderAnswer.Seen seen) {
        boolean tooMany = seen.remains() != null
                && expected.quantity().isPresent()
                && seen.remains() > expected.quantity().getAsLong();
        if (tooMany) {
            return new Verdict.Differs("%d remain, but %d were ordered"
                    .formatted(seen.remains(), expected.quantity().getAsLong()));
        }
        if (seen.charge() == null) {
            return chargeless
                    ? new Verdict.Confirmed()
                    : new Verdict.Differs("it shows no charge, so nothing can be compared");
        }
        BigDecimal charge = seen.charge().amount();
        if (expected.charge().isEmpty()) {
            return new Verdict.Differs(
                    "charge %s, and what the order must cost is not known".formatted(charge.toPlainString()));
        }
        return DoubtResolver.isExpected(expected.charge().get(), charge, tolerance)
                ? new Verdict.Confirmed()
                : new Verdict.Differs("charge %s, but the order must cost %s"
                        .formatted(
                                charge.toPlainString(), expected.charge().get().toPlainString()));
    }
}
