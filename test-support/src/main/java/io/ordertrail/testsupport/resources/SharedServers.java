package io.ordertrail.testsupport.resources;

import java.util.Map;

/**
 * The servers that all tests of a JVM share. Quarkus loads test resources again, by another class loader, for each
 * application that it starts, and closes those loaders. So the servers are held and run by the system class loader.
 */
interface SharedServers {

    /** Returns the settings for that database, which is created if it does not exist. */
    Map<String, String> database(String name);

    /** Returns the settings for Kafka; all topics exist. */
    Map<String, String> kafka();

    /** Stops Kafka and keeps its data. */
    void stopKafka();

    /** Starts Kafka again. */
    void startKafka();

    /** Returns the servers of this JVM. */
    static SharedServers shared() {
        return new SharedServersProxy(
                Boolean.getBoolean("ordertrail.test.containers")
                        ? "io.ordertrail.testsupport.resources.ContainerServers"
                        : "io.ordertrail.testsupport.resources.EmbeddedServers");
    }
}
