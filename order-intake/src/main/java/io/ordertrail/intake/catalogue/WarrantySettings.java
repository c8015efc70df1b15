package io.ordertrail.intake.catalogue;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/**
 * {@code ordertrail.intake.warranty.*}: for how long panels refill, for all services, for those of a panel
 * ({@code panels.<panel>.*}) and for one ({@code panels.<panel>.services.<id>.*}). What is not set for a service is as for its
 * panel, then as for all.
 */
@ConfigMapping(prefix = "ordertrail.intake.warranty")
public interface WarrantySettings extends WarrantyOptions {

    /** The settings by panel, under the panel's name. */
    Map<String, PanelOptions> panels();

    /** The settings of a panel. */
    interface PanelOptions extends WarrantyOptions {

        /** The settings by service, under the panel's id of it. */
        Map<String, WarrantyOptions> services();
    }
}
