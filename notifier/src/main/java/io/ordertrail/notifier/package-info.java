/**
 * Events become webhooks and e-mails.
 *
 * <p>May know: the libraries; no other service, no panel.
 *
 * <p>Begin with this page.
 */
@NullMarked
package io.ordertrail.notifier;

import org.jspecify.annotations.NullMarked;
