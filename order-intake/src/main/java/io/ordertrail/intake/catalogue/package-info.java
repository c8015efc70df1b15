/**
 * What panels sell: their lists of services and balances; changes of these are published.
 *
 * <p>May know: the panels, the outbox and the database.
 *
 * <p>Begin with {@link io.ordertrail.intake.catalogue.Catalogue}.
 */
@NullMarked
package io.ordertrail.intake.catalogue;

import org.jspecify.annotations.NullMarked;
