package io.ordertrail.benchmarks.model.intake;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.submission.SubmissionDecision;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.SendWindow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the real classes say of a submission: whether it may still be sent, and which state follows from an outcome. They are
 * pure, and what they are asked takes few values, so each is asked once.
 */
final class SubmissionRules {

    private final boolean[] isOpen = new boolean[ModelTime.LONG + 2];
    private final OrderState bought;
    private final OrderState notSent;
    private final OrderState unknown;
    private final Set<OrderState> refused;

    SubmissionRules() {
        for (int age = 0; age < isOpen.length; age++) {
            isOpen[age] = isOpenAt(age);
        }
        bought = next(new Outcome.Answered<>(new PlacedOrder(PanelOrderId.of(1), false)));
        notSent = next(new Outcome.NotSent<>("the connection was refused"));
        unknown = next(new Outcome.Unknown<>(
                new Evidence(ModelTime.instant(0), Duration.ZERO, OptionalInt.empty(), "no answer", "")));
        refused = Arrays.stream(RefusalKind.values())
                .map(kind -> next(new Outcome.Refused<>(Refusal.of(kind, "no"))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOpenAt(int age) {
        long[] nanos = {0};
        int[] time = {0};
        InstantSource clock = () -> ModelTime.instant(time[0]);
        SendWindow window = SendWindow.open(ModelTime.duration(ModelTime.WINDOW), clock, () -> nanos[0]);
        time[0] = age;
        nanos[0] = ModelTime.duration(age).toNanos();
        return window.isOpen();
    }

    private static OrderState next(Outcome<PlacedOrder> outcome) {
        return SubmissionDecision.on(outcome, 1, ModelTime.instant(0), new Settings())
                .next();
    }

    /** Whether a request may leave so long after its claim began. */
    boolean maySend(int age) {
        return isOpen[Math.min(age, isOpen.length - 1)];
    }

    OrderState bought() {
        return bought;
    }

    OrderState notSent() {
        return notSent;
    }

    OrderState unknown() {
        return unknown;
    }

    /** Every state that some refusal leads to. */
    Set<OrderState> refused() {
        return refused;
    }

    /** How long a reason passes makes no difference here: an order may be claimed at any time after. */
    private record Settings() implements IntakeConfig.Submission {

        private static final Duration ANY = Duration.ofSeconds(1);

        @Override
        public Duration interval() {
            return ANY;
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public Duration leaseMargin() {
            return ModelTime.duration(ModelTime.WINDOW);
        }

        @Override
        public Duration longestWait() {
            return ANY;
        }

        @Override
        public Duration activeLinkRetry() {
            return ANY;
        }

        @Override
        public Duration rateLimitPause() {
            return ANY;
        }

        @Override
        public Duration fundsPause() {
            return ANY;
        }

        @Override
        public int failuresUntilDown() {
            return 1;
        }

        @Override
        public Duration probeInterval() {
            return ANY;
        }

        @Override
        public Duration sweep() {
            return ANY;
        }

        @Override
        public Duration shutdownTimeout() {
            return ANY;
        }
    }
}
