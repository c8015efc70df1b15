package io.ordertrail.testsupport.resources;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database on the PostgreSQL of this JVM, kept as long as the JVM lives:
 * {@code @WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value =
 * "intake"))}.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", "test");
    }

    @Override
    public Map<String, String> start() {
        return SharedServers.shared().database(database == null ? "test" : database);
    }

    /** Does nothing: the server runs until the JVM ends. */
    @Override
    public void stop() {}
}
