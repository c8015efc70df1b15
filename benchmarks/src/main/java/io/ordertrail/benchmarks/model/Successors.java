package io.ordertrail.benchmarks.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some states of the frontier and all that follows from them: filled by one thread, then given numbers by partition, then
 * read. It decides nothing.
 *
 * @param <S> a state
 */
final class Successors<S> implements Steps<S> {

    private final Model<S> model;
    private final Frontier parents;
    private final int first;
    private final int end;
    private byte[][] encoded = new byte[1024][];
    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private int[] parentIndexes = new int[1024];
    private boolean[] regular = new boolean[1024];
    private int[] numbers = new int[0];
    private boolean[] isNew = new boolean[0];
    private final boolean[] atRest;
    private int size;
    private int parent;
    private Hash128 parentHash = new Hash128(0, 0);
    private @Nullable Broken broken;

    /**
     * @param first index of its first state in the frontier
     * @param end index after its last
     */
    Successors(Model<S> model, Frontier parents, int first, int end) {
        this.model = model;
        this.parents = parents;
        this.first = first;
        this.end = end;
        this.atRest = new boolean[end - first];
    }

    /** An invariant that a state of the frontier breaks. */
    record Broken(int number, String promise) {}

    /** Takes all steps from its states; stops at the first that breaks an invariant. */
    void expand() {
        for (parent = first; parent < end && broken == null; parent++) {
            byte[] bytes = parents.encoded(parent);
            parentHash = Hash128.of(bytes);
            broken = expand(model.decode(bytes)).orElse(null);
        }
        numbers = new int[size];
        isNew = new boolean[size];
    }

    private Optional<Broken> expand(S state) {
        try {
            Optional<String> promise = model.violation(state);
            if (promise.isEmpty()) {
                atRest[parent - first] = model.isAtRest(state);
                model.steps(state, this);
            }
            return promise.map(words -> new Broken(parents.number(parent), words));
        } catch (RuntimeException e) {
            return Optional.of(new Broken(parents.number(parent), "A step failed: " + e));
        }
    }

    @Override
    public void regular(S next, Supplier<String> words) {
        add(next, true);
    }

    @Override
    public void fault(S next, Supplier<String> words) {
        add(next, false);
    }

    private void add(S next, boolean isRegular) {
        byte[] bytes = model.encode(next);
        Hash128 hash = Hash128.of(bytes);
        if (hash.equals(parentHash)) {
            return;
        }
        if (size == encoded.length) {
            grow();
        }
        encoded[size] = bytes;
        high[size] = hash.high();
        low[size] = hash.low();
        parentIndexes[size] = parent;
        regular[size] = isRegular;
        size++;
    }

    private void grow() {
        int capacity = size * 2;
        encoded = Arrays.copyOf(encoded, capacity);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        parentIndexes = Arrays.copyOf(parentIndexes, capacity);
        regular = Arrays.copyOf(regular, capacity);
    }

    /** Gives numbers to the successors of one partition; different partitions at the same time disturb no other. */
    void number(int partition, VisitedStates states, int depth) {
        for (int i = 0; i < size; i++) {
            if (VisitedStates.partitionOf(low[i]) == partition) {
                int before = states.partitionSize(partition);
                numbers[i] = states.findOrAdd(high[i], low[i], parents.number(parentIndexes[i]), depth);
                isNew[i] = states.partitionSize(partition) > before;
            }
        }
    }

    Optional<Broken> broken() {
        return Optional.ofNullable(broken);
    }

    /** Hands on what is new, the steps that are no faults, and which states are at rest. */
    void collect(Frontier next, RegularSteps steps, VisitedStates states) {
        for (int i = first; i < end; i++) {
            if (atRest[i - first]) {
                states.setAtRest(parents.number(i));
            }
        }
        for (int i = 0; i < size; i++) {
            if (isNew[i]) {
                next.add(encoded[i], numbers[i]);
            }
            if (regular[i]) {
                steps.add(parents.number(parentIndexes[i]), numbers[i]);
            }
        }
    }

    int size() {
        return size;
    }

    /** Splits a part of the frontier. */
    static <S> List<Successors<S>> split(Model<S> model, Frontier frontier, int first, int end, int chunk) {
        return IntStream.iterate(first, from -> from < end, from -> from + chunk)
                .mapToObj(from -> new Successors<>(model, frontier, from, Math.min(end, from + chunk)))
                .toList();
    }
}
