package io.ordertrail.kit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.testsupport.crash.CrashAgent;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CrashAgentTest {

    @Test
    void a_process_halts_at_the_chosen_passing_of_its_point() throws Exception {
        Outcome outcome = run(List.of(CrashAgent.jvmOption("second", 2)));

        assertThat(outcome.status()).isEqualTo(CrashAgent.STATUS);
        assertThat(outcome.output())
                .contains("round 1")
                .contains("Halting at second")
                .doesNotContain("round 2");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_freezes_at_the_chosen_passing_of_its_point_and_continues_there() throws Exception {
        Process process = start(List.of(CrashAgent.freezeOption("second", 2)));
        await().atMost(Duration.ofMinutes(1)).until(() -> CrashAgent.isFrozen(process.pid()));
        assertThat(process.getInputStream().available()).isPositive();

        int unused = new ProcessBuilder("kill", "-CONT", Long.toString(process.pid()))
                .start()
                .waitFor();
        Outcome outcome = outcome(process);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output())
                .containsSubsequence("round 1", "Freezing at second", "Continuing at second", "round 2");
    }

    @Test
    void without_the_agent_nothing_happens_at_a_point() throws Exception {
        Outcome outcome = run(List.of());

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output()).contains("round 1").contains("round 2");
    }

    private record Outcome(int status, String output) {}

    private static Outcome run(List<String> options) throws Exception {
        return outcome(start(options));
    }

    private static Process start(List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classesOfThisModule(), Rounds.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Outcome outcome(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** A service in production does not have test-support on its class path. */
    private static String classesOfThisModule() {
        return Stream.of(CrashPoints.class, Rounds.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Passes two points, twice. */
    static final class Rounds {
        public static void main(String... arguments) {
            CrashPoints points = new NoCrashPoints();
            for (int round = 1; round <= 2; round++) {
                points.pass("first");
                points.pass("second");
                System.out.println("round " + round);
            }
        }
    }
}
