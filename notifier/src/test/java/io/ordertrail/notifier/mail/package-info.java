/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.mail.MailContentTest}.
 */
@NullMarked
package io.ordertrail.notifier.mail;

import org.jspecify.annotations.NullMarked;
