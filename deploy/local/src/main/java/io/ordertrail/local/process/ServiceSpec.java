package io.ordertrail.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is needed to start a service.
 *
 * @param name for messages and the log file's name
 * @param jar what {@code java -jar} runs
 * @param port where it answers HTTP on the loopback address
 * @param environment its settings, as environment variables: unlike arguments, they are not shown to every user of the
 *     machine, and keys are among them
 * @param jvmOptions heap and such
 * @param log where its output is appended
 * @param readyPath what answers 200 once it can be used
 */
public record ServiceSpec(
        String name,
        Path jar,
        int port,
        Map<String, String> environment,
        List<String> jvmOptions,
        Path log,
        String readyPath) {

    /** A Quarkus service, which has the usual path. */
    public ServiceSpec(
            String name, Path jar, int port, Map<String, String> environment, List<String> jvmOptions, Path log) {
        this(name, jar, port, environment, jvmOptions, log, "/q/health/ready");
    }

    /** Keeps copies. */
    public ServiceSpec {
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Without the environment, which holds keys. */
    @Override
    public String toString() {
        return name + " on port " + port;
    }
}
