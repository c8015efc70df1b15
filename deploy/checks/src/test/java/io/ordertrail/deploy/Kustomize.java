package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Renders folders with {@code kubectl kustomize}; a test that needs it is skipped where there is no kubectl. */
final class Kustomize {

    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    /** Returns the folders that are applied as they are, and one that has every component. */
    static Stream<String> installable() {
        return Stream.of("overlays/dev", "overlays/production", "overlays/existing", "../checks/kubernetes/everything");
    }

    /** Returns the objects of {@code deploy/kubernetes/<folder>}. */
    static List<JsonNode> render(String folder) {
        Tool.KUBECTL.mustBeThere();
        return RENDERED.computeIfAbsent(folder, Kustomize::run);
    }

    private static List<JsonNode> run(String folder) {
        Path where = Repository.DEPLOY.resolve("kubernetes").resolve(folder);
        Tool.Answer answer = Tool.KUBECTL.run(where, "kustomize", ".");
        assertThat(answer.code())
                .as("kubectl kustomize %s: %s", folder, answer.errors())
                .isZero();
        assertThat(answer.errors())
                .as("warnings of kubectl kustomize %s", folder)
                .isBlank();
        return Repository.yaml(answer.output());
    }
}
