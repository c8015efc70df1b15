package io.ordertrail.intake.doubt;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.StatusKind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Asks a panel about every id of a range, 100 at a time, one call after the other. */
final class IdScan {

    private static final int CHUNK = 100;

    private final Panel panel;

    IdScan(Panel panel) {
        this.panel = panel;
    }

    /** What answered in the range, our own orders among it; both ends included. */
    Uni<IdScanResult> over(long from, long to) {
        List<Long> starts = LongStream.iterate(from, start -> start <= to, start -> start + CHUNK)
                .boxed()
                .toList();
        return Multi.createFrom()
                .iterable(starts)
                .onItem()
                .transformToUniAndConcatenate(start -> chunk(start, Math.min(to, start + CHUNK - 1)))
                .collect()
                .asList()
                .map(parts -> together(from, to, parts));
    }

    private Uni<IdScanResult> chunk(long from, long to) {
        List<PanelOrderId> ids =
                LongStream.rangeClosed(from, to).mapToObj(PanelOrderId::of).toList();
        return panel.status(StatusKind.NORMAL, ids).map(outcome -> switch (outcome) {
            case Outcome.Answered<Map<PanelOrderId, OrderAnswer>>(var answers) -> read(from, to, ids, answers);
            case Outcome.Refused<Map<PanelOrderId, OrderAnswer>> _ -> silent(from, to);
            case Outcome.NotSent<Map<PanelOrderId, OrderAnswer>> _ -> silent(from, to);
            case Outcome.Unknown<Map<PanelOrderId, OrderAnswer>> _ -> silent(from, to);
        });
    }

    private static IdScanResult silent(long from, long to) {
        return new IdScanResult(from, to, List.of(), Math.toIntExact(to - from + 1));
    }

    private static IdScanResult read(
            long from, long to, List<PanelOrderId> ids, Map<PanelOrderId, OrderAnswer> answers) {
        List<UnmatchedPanelOrder> seen = new ArrayList<>();
        int silent = 0;
        for (PanelOrderId id : ids) {
            switch (answers.get(id)) {
                case OrderAnswer.Seen found -> seen.add(stranger(id, found));
                case OrderAnswer.Denied _ -> {}
                case OrderAnswer.Unreadable _ -> silent++;
                case null -> silent++;
            }
        }
        return new IdScanResult(from, to, seen, silent);
    }

    private static UnmatchedPanelOrder stranger(PanelOrderId id, OrderAnswer.Seen seen) {
        return new UnmatchedPanelOrder(
                Long.parseLong(id.value()),
                Optional.ofNullable(seen.charge()).map(charge -> charge.amount()),
                seen.remains() == null ? OptionalLong.empty() : OptionalLong.of(seen.remains()));
    }

    private static IdScanResult together(long from, long to, List<IdScanResult> parts) {
        List<UnmatchedPanelOrder> all =
                parts.stream().flatMap(part -> part.strangers().stream()).toList();
        return new IdScanResult(
                from, to, all, parts.stream().mapToInt(IdScanResult::silent).sum());
    }
}
