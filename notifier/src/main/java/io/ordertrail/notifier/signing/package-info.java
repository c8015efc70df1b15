/**
 * How webhooks are signed: Standard Webhooks, {@code v1} (HMAC-SHA256) and {@code v1a} (ed25519).
 *
 * <p>May know: nothing of ours.
 *
 * <p>Begin with {@link io.ordertrail.notifier.signing.Signatures}.
 */
@NullMarked
package io.ordertrail.notifier.signing;

import org.jspecify.annotations.NullMarked;
