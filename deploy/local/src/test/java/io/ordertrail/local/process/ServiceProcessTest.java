package io.ordertrail.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void a_service_is_ready_when_it_says_so_and_ends_when_it_is_stopped() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(spec(Map.of()))) {
            service.awaitReady(LIMIT);

            assertThat(service.residentBytes()).isPresent();
            assertThat(service.stop(LIMIT)).isTrue();
            assertThat(service.isAlive()).isFalse();
        }
    }

    @Test
    void a_frozen_service_does_not_answer_until_it_is_thawed() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(spec(Map.of()))) {
            service.awaitReady(LIMIT);

            service.freeze();
            assertThatIllegalStateException()
                    .isThrownBy(() -> service.awaitReady(Duration.ofMillis(1)))
                    .withMessageContaining("was not ready");

            service.thaw();
            service.awaitReady(LIMIT);
            service.kill();
            assertThat(service.isAlive()).isFalse();
        }
    }

    @Test
    void a_service_that_ends_while_it_starts_is_reported_with_its_log() throws Exception {
        ServiceSpec spec = spec(Map.of("FAIL", "yes"));
        try (ServiceProcess service = ServiceProcess.start(spec)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> service.awaitReady(LIMIT))
                    .withMessageContaining("code 3")
                    .withMessageContaining(spec.log().toString());
        }
    }

    private ServiceSpec spec(Map<String, String> environment) throws IOException {
        int port = FreePort.find();
        Map<String, String> complete = new HashMap<>(environment);
        complete.put(ServiceSpec.MANAGEMENT_PORT, Integer.toString(port));
        return new ServiceSpec(
                "sample", jar(), port, complete, List.of("-Dport=" + port), directory.resolve("sample.log"));
    }

    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleService.class.getName());
        String entry = SampleService.class.getName().replace('.', '/') + ".class";
        Path jar = directory.resolve("sample.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = SampleService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(code).transferTo(out);
        }
        return jar;
    }
}
