/**
 * Orders at panels that nobody has tuned anything for. The panels are drawn by seed from what is known of the field, and
 * share no code with the panel client or the simulator.
 */
@NullMarked
package io.ordertrail.benchmarks.strangers;

import org.jspecify.annotations.NullMarked;
