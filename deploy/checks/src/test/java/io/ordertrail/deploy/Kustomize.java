package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code kubectl kustomize} makes of a folder; a test that asks is skipped where there is no kubectl. */
final class Kustomize {

    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    /** The objects of {@code deploy/kubernetes/<folder>}. */
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
