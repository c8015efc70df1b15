/**
 * Everything on one machine without Docker: the launcher behind {@code deploy/local/up}.
 *
 * <p>May know: the libraries; services only as processes and by what they answer.
 *
 * <p>Begin with {@link io.ordertrail.local.LocalStack}.
 */
@NullMarked
package io.ordertrail.local;

import org.jspecify.annotations.NullMarked;
