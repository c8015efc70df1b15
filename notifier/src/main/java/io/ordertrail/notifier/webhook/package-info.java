/**
 * Deliveries over HTTP: signed, to the vetted address, within limits.
 *
 * <p>May know: delivery, signing and addresses.
 *
 * <p>Begin with {@link io.ordertrail.notifier.webhook.WebhookSender}.
 */
@NullMarked
package io.ordertrail.notifier.webhook;

import org.jspecify.annotations.NullMarked;
