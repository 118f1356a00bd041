/**
 * Exactly once, on paper: ledger, rebalances and transactions as a model whose every interleaving is visited.
 *
 * <p>Names: an instance is one StreamThread with its consumer and producer.
 */
@NullMarked
package dev.consilium.streams.ledger.model;

import org.jspecify.annotations.NullMarked;
