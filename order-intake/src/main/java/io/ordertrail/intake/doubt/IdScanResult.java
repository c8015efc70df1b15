package io.ordertrail.intake.doubt;

import io.ordertrail.panel.StatusKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The answers to a search of a panel's ids.
 *
 * @param searched the ranges whose every id was asked about
 * @param unmatched the orders that answered and are not ours
 * @param silent ids whose answer says neither yes nor no: they may hide anything
 * @param stopped why the search ended before all was asked, if the panel was the reason
 */
public record IdScanResult(
        List<SearchedRange> searched,
        List<UnmatchedPanelOrder> unmatched,
        Set<SilentId> silent,
        Optional<String> stopped) {

    /** An id without an answer that says yes or no. */
    public record SilentId(StatusKind kind, long id) {}

    /** Keeps copies. */
    public IdScanResult {
        searched = List.copyOf(searched);
        unmatched = List.copyOf(unmatched);
        silent = Set.copyOf(silent);
    }

    /** The result of asking about nothing. */
    public static IdScanResult nothing() {
        return new IdScanResult(List.of(), List.of(), Set.of(), Optional.empty());
    }

    /** Whether every id of the range was asked about. */
    boolean asked(SearchedRange range) {
        return searched.stream().anyMatch(done -> done.contains(range));
    }

    /** Whether an id of the range gave no answer. */
    boolean isSilentIn(SearchedRange range) {
        return silent.stream().anyMatch(id -> range.contains(id.kind(), id.id()));
    }

    /** The same with those of the unmatched orders that pass. */
    IdScanResult with(Predicate<UnmatchedPanelOrder> kept) {
        return new IdScanResult(searched, unmatched.stream().filter(kept).toList(), silent, stopped);
    }

    /** The results of several searches together. */
    static IdScanResult together(Collection<IdScanResult> parts) {
        return new IdScanResult(
                parts.stream().flatMap(part -> part.searched.stream()).toList(),
                parts.stream().flatMap(part -> part.unmatched.stream()).toList(),
                parts.stream().flatMap(part -> part.silent.stream()).collect(Collectors.toSet()),
                parts.stream().flatMap(part -> part.stopped.stream()).findFirst());
    }
}
