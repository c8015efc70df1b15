package io.ordertrail.local;

import java.util.Map;

/** The settings of the simulator. */
final class SimulatorSettings {

    private SimulatorSettings() {}

    static Map<String, String> environment(DataDirectory home, Ports ports) {
        return Map.of(
                "ORDERTRAIL_SIMULATOR_PORT", Integer.toString(ports.simulator()),
                "ORDERTRAIL_SIMULATOR_SPEED", Integer.toString(SimulatorTimings.SPEED),
                "ORDERTRAIL_SIMULATOR_DATA_DIR",
                        home.data().resolve("simulator").toString());
    }
}
