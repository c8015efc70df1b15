package io.ordertrail.intake.doubt;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.IdScanResult.SilentId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks one panel about the ids of ranges: many in a call, one call after the other, a bounded number in a round. The next
 * round goes on where one stopped. An id that is left out or answered with nothing is asked about alone. Confined to the
 * rounds of its panel, of which there is one at a time.
 */
final class IdScan {

    private final Panel panel;
    private final Limits limits;
    private final InstantSource clock;
    private final Map<SearchedRange, Progress> progress = new LinkedHashMap<>();
    private Instant notBefore = Instant.MIN;
    private String notBeforeWhy = "";

    IdScan(Panel panel, Limits limits, InstantSource clock) {
        this.panel = panel;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * How the panel may be asked.
     *
     * @param chunk how many ids one call asks about
     * @param calls how many calls one round makes at most
     * @param singleCalls how many of them ask about one id
     * @param pause between two calls
     * @param rateLimitPause how long the panel is left alone after a rate limit that does not say how long
     */
    record Limits(int chunk, int calls, int singleCalls, Duration pause, Duration rateLimitPause) {}

    /**
     * Goes on asking about the ranges.
     *
     * @param beforeCall completes when the call may be made; its failure ends the round
     */
    Uni<IdScanResult> over(Collection<SearchedRange> ranges, Supplier<Uni<Void>> beforeCall) {
        progress.keySet().retainAll(Set.copyOf(ranges));
        ranges.forEach(range -> progress.computeIfAbsent(range, Progress::new));
        Round round = new Round(beforeCall);
        if (clock.instant().isBefore(notBefore)) {
            round.stopped = notBeforeWhy;
        }
        return goOn(round).map(_ -> result(round));
    }

    /** Forgets all answers: another replica may have searched meanwhile. */
    void forgetAll() {
        progress.clear();
    }

    /** Forgets the answers of complete searches: the next search asks again. */
    void forgetComplete() {
        progress.values().removeIf(Progress::isComplete);
    }

    private Uni<Void> goOn(Round round) {
        if (round.stopped != null || round.calls >= limits.calls()) {
            return Uni.createFrom().voidItem();
        }
        for (Progress part : progress.values()) {
            if (part.next <= part.range.to()) {
                return beforeNext(round).chain(() -> chunk(round, part)).chain(() -> goOn(round));
            }
        }
        for (Progress part : progress.values()) {
            Optional<Long> silent = part.silent.stream()
                    .filter(id -> !round.askedAlone.contains(new SilentId(part.range.kind(), id)))
                    .findFirst();
            if (silent.isPresent() && round.askedAlone.size() < limits.singleCalls()) {
                return beforeNext(round)
                        .chain(() -> alone(round, part, silent.get()))
                        .chain(() -> goOn(round));
            }
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> beforeNext(Round round) {
        Uni<Void> wait = round.calls++ == 0 || limits.pause().isZero()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(limits.pause());
        return wait.chain(round.beforeCall::get);
    }

    private Uni<Void> chunk(Round round, Progress part) {
        long from = part.next;
        long to = Math.min(part.range.to(), from + limits.chunk() - 1);
        List<PanelOrderId> ids =
                LongStream.rangeClosed(from, to).mapToObj(PanelOrderId::of).toList();
        return panel.status(part.range.kind(), ids)
                .invoke(outcome -> {
                    switch (outcome) {
                        case Outcome.Answered<Map<PanelOrderId, OrderAnswer>>(var answers) ->
                            part.take(from, to, answers);
                        case Outcome.Refused<Map<PanelOrderId, OrderAnswer>>(Refusal refusal) -> {
                            if (concernsAllCalls(refusal)) {
                                stop(round, refusal);
                            } else {
                                // An error for a batch says nothing about any order in it.
                                part.take(from, to, Map.of());
                            }
                        }
                        case Outcome.NotSent<Map<PanelOrderId, OrderAnswer>>(String cause) -> round.stopped = cause;
                        case Outcome.Unknown<Map<PanelOrderId, OrderAnswer>>(var evidence) ->
                            round.stopped = evidence.explanation();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> alone(Round round, Progress part, long id) {
        round.askedAlone.add(new SilentId(part.range.kind(), id));
        return panel.status(part.range.kind(), List.of(PanelOrderId.of(id)))
                .invoke(outcome -> {
                    switch (outcome) {
                        case Outcome.Answered<Map<PanelOrderId, OrderAnswer>>(var answers) ->
                            part.take(id, id, answers);
                        case Outcome.Refused<Map<PanelOrderId, OrderAnswer>>(Refusal refusal) -> {
                            if (concernsAllCalls(refusal)) {
                                stop(round, refusal);
                            }
                        }
                        case Outcome.NotSent<Map<PanelOrderId, OrderAnswer>>(String cause) -> round.stopped = cause;
                        case Outcome.Unknown<Map<PanelOrderId, OrderAnswer>>(var evidence) ->
                            round.stopped = evidence.explanation();
                    }
                })
                .replaceWithVoid();
    }

    private static boolean concernsAllCalls(Refusal refusal) {
        return refusal.kind() == RefusalKind.RATE_LIMITED || refusal.kind() == RefusalKind.BAD_KEY;
    }

    private void stop(Round round, Refusal refusal) {
        round.stopped = refusal.text();
        if (refusal.kind() == RefusalKind.RATE_LIMITED) {
            notBefore = clock.instant().plus(refusal.retryAfter().orElse(limits.rateLimitPause()));
            notBeforeWhy = refusal.text();
        }
    }

    private IdScanResult result(Round round) {
        List<SearchedRange> searched = new ArrayList<>();
        List<UnmatchedPanelOrder> found = new ArrayList<>();
        Set<SilentId> silent = new HashSet<>();
        for (Progress part : progress.values()) {
            part.searched().ifPresent(searched::add);
            found.addAll(part.found);
            part.silent.forEach(id -> silent.add(new SilentId(part.range.kind(), id)));
        }
        return new IdScanResult(searched, found, silent, Optional.ofNullable(round.stopped));
    }

    /** The calls of one round. */
    private static final class Round {
        private final Supplier<Uni<Void>> beforeCall;
        private final Set<SilentId> askedAlone = new HashSet<>();
        private int calls;
        private @Nullable String stopped;

        Round(Supplier<Uni<Void>> beforeCall) {
            this.beforeCall = beforeCall;
        }
    }

    /** The answers about one range so far. */
    private static final class Progress {
        private final SearchedRange range;
        private final List<UnmatchedPanelOrder> found = new ArrayList<>();
        private final TreeSet<Long> silent = new TreeSet<>();
        private long next;

        Progress(SearchedRange range) {
            this.range = range;
            this.next = range.from();
        }

        boolean isComplete() {
            return next > range.to() && silent.isEmpty();
        }

        Optional<SearchedRange> searched() {
            return next == range.from()
                    ? Optional.empty()
                    : Optional.of(new SearchedRange(range.kind(), range.from(), next - 1));
        }

        void take(long from, long to, Map<PanelOrderId, OrderAnswer> answers) {
            for (long id = from; id <= to; id++) {
                switch (answers.get(PanelOrderId.of(id))) {
                    case OrderAnswer.Seen seen -> {
                        found.add(order(id, seen));
                        silent.remove(id);
                    }
                    case OrderAnswer.Denied _ -> silent.remove(id);
                    case OrderAnswer.Unreadable _ -> silent.add(id);
                    case null -> silent.add(id);
                }
            }
            next = Math.max(next, to + 1);
        }

        private UnmatchedPanelOrder order(long id, OrderAnswer.Seen seen) {
            return new UnmatchedPanelOrder(
                    range.kind(),
                    id,
                    seen.status(),
                    Optional.ofNullable(seen.charge()).map(charge -> charge.amount()),
                    seen.remains() == null ? OptionalLong.empty() : OptionalLong.of(seen.remains()));
        }
    }
}
