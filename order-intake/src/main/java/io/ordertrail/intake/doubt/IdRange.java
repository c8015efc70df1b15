package io.ordertrail.intake.doubt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The ids at the panel that a lost order can have, as far as the ids of our other orders say. A range proves something
 * only if ids are numbers that ascend with time; where the neighbours contradict that there is no range.
 */
public sealed interface IdRange {

    /** Above {@code floor}; nothing bounds it above yet. */
    record Open(long floor) implements IdRange {}

    /**
     * Above {@code floor} and below {@code ceiling}; there may be no id in between.
     *
     * @param closedAt when the order at the ceiling was accepted: what began later has an id above the range
     * @param isFloorKnown whether an order of ours is at the floor; else no search proves that all was seen
     */
    record Closed(long floor, long ceiling, Instant closedAt, boolean isFloorKnown) implements IdRange {

        /** A range between two orders of ours. */
        public Closed(long floor, long ceiling, Instant closedAt) {
            this(floor, ceiling, closedAt, true);
        }

        /** Rejects a range that is upside down: no search of it could miss anything. */
        public Closed {
            if (floor >= ceiling) {
                throw new IllegalArgumentException(
                        "floor must be below ceiling, but is %d of %d".formatted(floor, ceiling));
            }
        }
    }

    /**
     * The ids prove nothing, for this reason.
     *
     * @param isForGood false if a later order of ours may change that
     */
    record Unusable(String why, boolean isForGood) implements IdRange {

        /** Whatever is bought later. */
        public Unusable(String why) {
            this(why, true);
        }
    }

    /**
     * An order of ours that the panel has in the same id space.
     *
     * @param id as the panel wrote it
     * @param submittedAt when its last submission began
     * @param acceptedAt when its id was written; later than the panel's answer
     */
    record Neighbour(String id, Instant submittedAt, Instant acceptedAt) {}

    /** Whether an order with that id can be the lost one. */
    default boolean contains(long id) {
        return switch (this) {
            case Open(long floor) -> id > floor;
            case Closed(long floor, long ceiling, Instant _, boolean _) -> id > floor && id < ceiling;
            case Unusable _ -> false;
        };
    }

    /** The same at a panel where nothing is searched below our first order. */
    static IdRange between(List<Neighbour> before, List<Neighbour> after, Instant settledAt, Duration skew) {
        return between(before, after, settledAt, skew, 0);
    }

    /**
     * The range between two groups of neighbours. Calls that overlapped in time may have their ids in any order; by as
     * much as such ids are out of order, the range begins lower.
     *
     * @param before accepted before the lost request began
     * @param after accepted after the doubt was settled; those that were submitted before it was bound nothing
     * @param settledAt when the doubt is settled
     * @param skew how far the clocks of replicas may be apart
     * @param below how far below the first order of ours at the panel one that came before it is searched
     */
    static IdRange between(
            List<Neighbour> before, List<Neighbour> after, Instant settledAt, Duration skew, long below) {
        List<Neighbour> all = Stream.concat(before.stream(), after.stream()).toList();
        for (Neighbour neighbour : all) {
            if (number(neighbour).isEmpty()) {
                return new Unusable("The id %s of another order of ours is not a number.".formatted(neighbour.id()));
            }
        }
        OptionalLong highest = before.stream().mapToLong(IdRange::value).max();
        Disorder disorder = Disorder.of(all, skew);
        if (!disorder.contradiction().isEmpty()) {
            return new Unusable(disorder.contradiction());
        }
        Optional<Neighbour> above = after.stream()
                .filter(neighbour -> !neighbour.submittedAt().isBefore(settledAt))
                .min(Comparator.comparingLong(IdRange::value));
        if (highest.isEmpty()) {
            return above.<IdRange>map(ceiling -> belowTheFirst(ceiling, below))
                    .orElseGet(() -> new Unusable(
                            "No order of ours with a numbered id came before it: nothing bounds the search yet.",
                            false));
        }
        long floor = Math.max(0, highest.getAsLong() - disorder.depth());
        return above.map(ceiling -> close(floor, ceiling)).orElseGet(() -> new Open(floor));
    }

    private static IdRange belowTheFirst(Neighbour first, long below) {
        if (below <= 0) {
            return new Unusable("No order of ours with a numbered id came before it: nothing bounds the search.");
        }
        long ceiling = Math.max(1, value(first));
        return new Closed(Math.max(0, ceiling - 1 - below), ceiling, first.acceptedAt(), false);
    }

    private static IdRange close(long floor, Neighbour ceiling) {
        return floor < value(ceiling)
                ? new Closed(floor, value(ceiling), ceiling.acceptedAt())
                : new Unusable("The id %s of a later order of ours is not above the id %d of an earlier one."
                        .formatted(ceiling.id(), floor));
    }

    private static long value(Neighbour neighbour) {
        return number(neighbour).orElseThrow();
    }

    /** A leading zero makes it a text: 007 and 7 would be two ids. */
    private static OptionalLong number(Neighbour neighbour) {
        String id = neighbour.id();
        boolean number = id.length() <= 18
                && id.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && !id.isEmpty()
                && (id.length() == 1 || id.charAt(0) != '0');
        return number ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    /**
     * How far ids are out of the order of time.
     *
     * @param depth by how much an id is at most below that of a call that began earlier and overlapped it
     * @param contradiction names two orders whose ids contradict their times; empty if there are none
     */
    record Disorder(long depth, String contradiction) {

        static Disorder of(List<Neighbour> neighbours, Duration skew) {
            List<Neighbour> byBegin = new ArrayList<>(neighbours);
            byBegin.sort(Comparator.comparing(Neighbour::submittedAt));
            List<Neighbour> byEnd = new ArrayList<>(neighbours);
            byEnd.sort(Comparator.comparing(Neighbour::acceptedAt));
            long depth = 0;
            long highestBegun = Long.MIN_VALUE;
            Neighbour highestEnded = null;
            int ended = 0;
            for (Neighbour neighbour : byBegin) {
                while (ended < byEnd.size()
                        && byEnd.get(ended).acceptedAt().plus(skew).isBefore(neighbour.submittedAt())) {
                    Neighbour over = byEnd.get(ended++);
                    highestEnded = highestEnded == null || value(over) > value(highestEnded) ? over : highestEnded;
                }
                if (highestEnded != null && value(highestEnded) >= value(neighbour)) {
                    return new Disorder(
                            0,
                            "Ids do not ascend with time: an order of ours was accepted as %s before the one with the id %s was submitted."
                                    .formatted(highestEnded.id(), neighbour.id()));
                }
                if (highestBegun > value(neighbour)) {
                    depth = Math.max(depth, highestBegun - value(neighbour));
                }
                highestBegun = Math.max(highestBegun, value(neighbour));
            }
            return new Disorder(depth, "");
        }
    }
}
