/**
 * A TCP connection to PostgreSQL, Kafka or a panel that can be slow, cut, silent, or late with a single answer.
 *
 * <p>May know: the messages that a client sends to PostgreSQL; nothing of the services.
 *
 * <p>Begin with {@link io.ordertrail.testsupport.proxy.TcpProxy}.
 */
@NullMarked
package io.ordertrail.testsupport.proxy;

import org.jspecify.annotations.NullMarked;
