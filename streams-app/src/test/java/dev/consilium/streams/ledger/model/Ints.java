package dev.consilium.streams.ledger.model;

import java.util.Arrays;

/** A list of millions of numbers. */
final class Ints {

    private int[] numbers = new int[1_024];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    int get(int index) {
        return numbers[index];
    }

    void set(int index, int number) {
        numbers[index] = number;
    }

    int size() {
        return size;
    }
}
