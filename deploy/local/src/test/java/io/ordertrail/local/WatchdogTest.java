package io.ordertrail.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {

    @TempDir
    Path directory;

    @Test
    void children_end_when_their_launcher_is_killed() throws Exception {
        Process child = new ProcessBuilder("sleep", "300").start();
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingLauncher.class.getName(),
                        directory.resolve("pids").toString(),
                        Long.toString(child.pid()))
                .inheritIO()
                .start();

        assertThat(launcher.waitFor()).isEqualTo(9);
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Dies without a word to its child. */
    static final class DyingLauncher {
        public static void main(String... arguments) {
            Watchdog watchdog = Watchdog.start(Path.of(arguments[0]));
            watchdog.watch(List.of(Long.valueOf(arguments[1])));
            Runtime.getRuntime().halt(9);
        }
    }
}
