/**
 * Secrets at rest: sealed with AES-GCM under keys from the environment, which can be rotated.
 *
 * <p>May know: nothing of ours.
 *
 * <p>Begin with {@link io.ordertrail.notifier.sealing.SecretSealer}.
 */
@NullMarked
package io.ordertrail.notifier.sealing;

import org.jspecify.annotations.NullMarked;
