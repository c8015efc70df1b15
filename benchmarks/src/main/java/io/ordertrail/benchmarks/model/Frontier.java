package io.ordertrail.benchmarks.model;

import java.util.Arrays;

/** The states of one depth, to be expanded next, in the order in which they were found. */
final class Frontier {

    private byte[][] encoded = new byte[64][];
    private int[] numbers = new int[64];
    private int size;

    void add(byte[] state, int number) {
        if (size == encoded.length) {
            encoded = Arrays.copyOf(encoded, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        encoded[size] = state;
        numbers[size] = number;
        size++;
    }

    byte[] encoded(int index) {
        return encoded[index];
    }

    int number(int index) {
        return numbers[index];
    }

    int size() {
        return size;
    }
}
