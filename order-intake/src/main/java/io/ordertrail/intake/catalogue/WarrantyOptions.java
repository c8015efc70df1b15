package io.ordertrail.intake.catalogue;

import java.util.Optional;

/** The warranty of all services, of those of a panel, or of one. What is absent is taken from the wider one. */
public interface WarrantyOptions {

    /** {@code none}, {@code lifetime} or days. Default: read from the service's name. */
    Optional<String> length();

    /** The warranty where the service's name says nothing. Default 30 days. */
    Optional<String> unnamed();
}
