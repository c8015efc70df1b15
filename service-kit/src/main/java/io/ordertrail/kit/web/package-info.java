/**
 * The one way into the REST APIs of all services: authentication, roles, errors, pages and strict bodies.
 *
 * <p>May know: HTTP, and the keys; nothing of any service.
 *
 * <p>Begin with {@link io.ordertrail.kit.web.ApiKeyMechanism} (who calls), {@link io.ordertrail.kit.web.Roles} (what they may do)
 * and {@link io.ordertrail.kit.web.Problem} (how a refusal looks).
 */
@NullMarked
package io.ordertrail.kit.web;

import org.jspecify.annotations.NullMarked;
