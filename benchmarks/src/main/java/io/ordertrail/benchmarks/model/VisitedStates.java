package io.ordertrail.benchmarks.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * All states that were seen, in partitions by their hash. A state's number is its number in the partition times the number of
 * partitions, plus that of the partition.
 */
final class VisitedStates {

    /** More than there are threads, so that they share the work evenly. The result does not depend on the threads. */
    static final int PARTITIONS = 16;

    /** The number that stands for no state: a beginning has it for its parent. */
    static final int NONE = -1;

    private final List<StateTable> partitions =
            Stream.generate(StateTable::new).limit(PARTITIONS).toList();

    static int partitionOf(long low) {
        return (int) low & PARTITIONS - 1;
    }

    /** Returns the state's number; adds the state if it is new. Only for the thread that has the state's partition. */
    int findOrAdd(long high, long low, int parent, int depth) {
        int partition = partitionOf(low);
        return partitions.get(partition).findOrAdd(high, low, parent, depth) * PARTITIONS + partition;
    }

    /** How many states the partition has. */
    int partitionSize(int partition) {
        return partitions.get(partition).size();
    }

    long size() {
        return partitions.stream().mapToLong(StateTable::size).sum();
    }

    /** Above the number of every state. */
    int numbersEnd() {
        return partitions.stream().mapToInt(StateTable::size).max().orElse(0) * PARTITIONS;
    }

    boolean exists(int number) {
        return number / PARTITIONS < table(number).size();
    }

    Hash128 hash(int number) {
        return table(number).hash(number / PARTITIONS);
    }

    int depth(int number) {
        return table(number).depth(number / PARTITIONS);
    }

    boolean isAtRest(int number) {
        return table(number).isAtRest(number / PARTITIONS);
    }

    /** Only for one thread at a time. */
    void setAtRest(int number) {
        table(number).setAtRest(number / PARTITIONS);
    }

    /** The states from a beginning to that one, both included. */
    List<Integer> pathTo(int number) {
        List<Integer> path = new ArrayList<>();
        for (int at = number; at != NONE; at = table(at).parent(at / PARTITIONS)) {
            path.add(at);
        }
        Collections.reverse(path);
        return path;
    }

    private StateTable table(int number) {
        return partitions.get(number % PARTITIONS);
    }
}
