package dev.consilium.streams.ledger.model;

/**
 * Something that may happen next.
 *
 * @param what in words
 */
record Step(String what, World to) {}
