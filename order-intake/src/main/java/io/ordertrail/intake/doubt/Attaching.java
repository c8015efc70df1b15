package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.doubt.AttachCheck.Verdict;
import io.ordertrail.intake.doubt.DoubtDecisions.AtPanel;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.doubt.DoubtQueries.Expectation;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.panel.http.Panels;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the panel about an id before an operator's word is taken for it: a mistyped id would lose the order, and mislead
 * the search for others.
 */
@Singleton
class Attaching {

    private final DoubtQueries doubts;
    private final Panels panels;
    private final AttachCheck check;

    Attaching(DoubtQueries doubts, Panels panels, IntakeConfig config) {
        this.doubts = doubts;
        this.panels = panels;
        this.check = new AttachCheck(config.doubt().chargeTolerance());
    }

    /**
     * An operator's decision to attach an id.
     *
     * @param force whether the id is believed although the panel does not confirm it
     */
    record Wanted(PanelOrderId id, String by, @Nullable String key, String why, boolean force) {

        /** The decision, to be compared with an earlier one. */
        Decision unchecked() {
            return decision(StatusKind.NORMAL, true, why);
        }

        private Decision decision(StatusKind kind, boolean boundless, String text) {
            return new Decision("ATTACHED", OrderState.ACCEPTED, new AtPanel(id, kind, boundless), by, key, text);
        }
    }

    /** The answer of the panel about the id in one id space. */
    private record Answer(StatusKind kind, Verdict verdict) {}

    /** Returns the decision. Fails with a problem that says what the panel answered if it does not confirm the id. */
    Uni<Decision> checked(OrderId order, long submission, Wanted wanted) {
        return doubts.expectation(order, submission)
                .chain(expectation -> ask(expectation, wanted)
                        .chain(answer -> doubts.owner(expectation.panel(), answer.kind(), wanted.id(), order)
                                .map(owner -> {
                                    owner.ifPresent(other -> {
                                        throw Problem.conflict("The panel order id %s belongs to order %s."
                                                .formatted(wanted.id(), other));
                                    });
                                    return decide(submission, wanted, answer);
                                })));
    }

    private Uni<Answer> ask(Expectation expectation, Wanted wanted) {
        List<StatusKind> kinds =
                expectation.kind().map(List::of).orElse(List.of(StatusKind.NORMAL, StatusKind.DRIP_FEED));
        return panels.find(expectation.panel())
                .map(panel -> ask(panel, expectation, wanted.id(), kinds))
                .orElseGet(() -> Uni.createFrom()
                        .item(new Answer(
                                kinds.getFirst(),
                                new Verdict.NoAnswer(
                                        "the panel %s is not in the configuration".formatted(expectation.panel())))));
    }

    /** In the first id space that has it. */
    private Uni<Answer> ask(Panel panel, Expectation expectation, PanelOrderId id, List<StatusKind> kinds) {
        StatusKind kind = kinds.getFirst();
        boolean chargeless = kind == StatusKind.DRIP_FEED && panel.dialect().dripFeedStatus();
        return panel.status(kind, List.of(id))
                .map(outcome -> check.compare(id, expectation.expected(), chargeless, outcome))
                .chain(verdict -> verdict instanceof Verdict.Unknown && kinds.size() > 1
                        ? ask(panel, expectation, id, kinds.subList(1, kinds.size()))
                        : Uni.createFrom().item(new Answer(kind, verdict)));
    }

    private static Decision decide(long submission, Wanted wanted, Answer answer) {
        return switch (answer.verdict()) {
            // What an earlier submission bought has an id of that time.
            case Verdict.Confirmed _ -> wanted.decision(answer.kind(), submission > 1, wanted.why());
            case Verdict.Unknown(String text) -> {
                if (!wanted.force()) {
                    throw Problem.unprocessable(
                            "The panel does not know the id %s: %s. Check the id; send \"force\": true if it is right all the same."
                                    .formatted(wanted.id(), text));
                }
                yield forced(wanted, answer.kind(), "the panel answered: " + text);
            }
            case Verdict.Differs(String text) -> {
                if (!wanted.force()) {
                    throw Problem.unprocessable(
                            "The panel's order %s is not like this one: %s. Check the id; send \"force\": true if it is right all the same."
                                    .formatted(wanted.id(), text));
                }
                yield forced(wanted, answer.kind(), "the panel answered: " + text);
            }
            case Verdict.NoAnswer(String text) -> {
                if (!wanted.force()) {
                    throw Problem.unavailable(
                            "The panel could not be asked about the id %s: %s. Try again; send \"force\": true if it is surely right."
                                    .formatted(wanted.id(), text));
                }
                yield forced(wanted, answer.kind(), "the panel could not be asked: " + text);
            }
        };
    }

    private static Decision forced(Wanted wanted, StatusKind kind, String answer) {
        return wanted.decision(kind, true, "%s Forced by %s; %s.".formatted(wanted.why(), wanted.by(), answer));
    }
}
