package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows fit GitHub's schema, and have no more rights than they need. */
class WorkflowsTest {

    static Stream<Path> workflows() {
        return Repository.files(Repository.ROOT.resolve(".github/workflows"), ".yaml").stream();
    }

    @Test
    void there_is_one_for_tests_images_a_cluster_and_releases() {
        assertThat(workflows().map(file -> file.getFileName().toString()))
                .contains("verify.yaml", "images.yaml", "kind.yaml", "release.yaml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void it_fits_the_schema(Path file) {
        assertThat(Schemas.faults(
                        "github-workflow.json",
                        Repository.yaml(Repository.read(file)).getFirst()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void its_rights_are_named_and_its_jobs_end(Path file) {
        JsonNode workflow = Repository.yaml(Repository.read(file)).getFirst();

        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        workflow.path("jobs")
                .forEach(job -> assertThat(job.path("timeout-minutes").asInt()).isPositive());
    }
}
