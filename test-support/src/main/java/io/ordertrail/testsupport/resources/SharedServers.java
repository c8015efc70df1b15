package io.ordertrail.testsupport.resources;

import java.util.Map;

/**
 * The servers that all tests of a JVM share. Quarkus loads test resources anew, by another class loader, for each
 * application that it starts, and closes those loaders; so the servers are held, and run, by the system class loader.
 */
interface SharedServers {

    /** The settings for that database, which is made if it is not there. */
    Map<String, String> database(String name);

    /** The settings for Kafka; all topics exist. */
    Map<String, String> kafka();

    /** The same for everybody in the JVM. */
    static SharedServers shared() {
        return new SharedServersProxy(
                Boolean.getBoolean("ordertrail.test.containers")
                        ? "io.ordertrail.testsupport.resources.ContainerServers"
                        : "io.ordertrail.testsupport.resources.EmbeddedServers");
    }
}
