package io.ordertrail.local.process;

import io.ordertrail.testsupport.FreePort;
import java.nio.file.Path;
import java.util.HashMap;
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
 * @param managementPort where it answers for its health and its metrics
 * @param readyPath the path on that port that answers 200 once the service can be used
 */
public record ServiceSpec(
        String name,
        Path jar,
        int port,
        Map<String, String> environment,
        List<String> jvmOptions,
        Path log,
        int managementPort,
        String readyPath) {

    /** The variable that moves a Quarkus service's port for health and metrics. */
    public static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";

    /** A Quarkus service, with the usual path, and with a free port for its management unless the environment names one. */
    public ServiceSpec(
            String name, Path jar, int port, Map<String, String> environment, List<String> jvmOptions, Path log) {
        this(name, jar, port, withManagement(environment), jvmOptions, log, "/q/health/ready");
    }

    private ServiceSpec(
            String name,
            Path jar,
            int port,
            Map<String, String> environment,
            List<String> jvmOptions,
            Path log,
            String readyPath) {
        this(
                name,
                jar,
                port,
                environment,
                jvmOptions,
                log,
                Integer.parseInt(environment.getOrDefault(MANAGEMENT_PORT, Integer.toString(port))),
                readyPath);
    }

    /** Keeps copies. */
    public ServiceSpec {
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    private static Map<String, String> withManagement(Map<String, String> environment) {
        if (environment.containsKey(MANAGEMENT_PORT)) {
            return environment;
        }
        Map<String, String> complete = new HashMap<>(environment);
        complete.put(MANAGEMENT_PORT, Integer.toString(FreePort.find()));
        return complete;
    }

    /** Without the environment, which holds keys. */
    @Override
    public String toString() {
        return name + " on port " + port;
    }
}
