/**
 * Deliveries by e-mail: kinds of mails, their templates, digests, bounces, unsubscribing.
 *
 * <p>May know: delivery, messages, subscriptions.
 *
 * <p>Begin with {@link io.ordertrail.notifier.mail.EmailSender}.
 */
@NullMarked
package io.ordertrail.notifier.mail;

import org.jspecify.annotations.NullMarked;
