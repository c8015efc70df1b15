/**
 * Secrets at rest: sealed with AES-GCM under keys from the environment, which can be rotated.
 *
 * <p>May know: nothing of ours.
 *
 * <p>Begin with {@link io.ordertrail.notifier.vault.Vault}.
 */
@NullMarked
package io.ordertrail.notifier.vault;

import org.jspecify.annotations.NullMarked;
