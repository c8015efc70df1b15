/**
 * Events become webhooks and e-mails; owns subscriptions and deliveries.
 *
 * <p>May know: the libraries; no other service, no panel.
 *
 * <p>Begin with {@link io.ordertrail.notifier.ingest}, then {@link io.ordertrail.notifier.delivery}.
 */
@NullMarked
package io.ordertrail.notifier;

import org.jspecify.annotations.NullMarked;
