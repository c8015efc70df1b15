package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups go where they are restored from, nothing buys after a restore, and new secrets reach the pods. */
class BackupTest {

    private static final String RESTORE = "../checks/kubernetes/restore";

    @ParameterizedTest
    @ValueSource(strings = {"../checks/kubernetes/everything", RESTORE})
    void base_backups_and_the_log_go_to_a_store_that_is_there(String folder) {
        List<JsonNode> objects = Kustomize.render(folder);
        JsonNode cluster = one(objects, "Cluster");
        JsonNode schedule = one(objects, "ScheduledBackup");

        assertThat(cluster.at("/spec/plugins/0/isWALArchiver").asBoolean()).isTrue();
        assertThat(cluster.at("/spec/plugins/0/parameters/barmanObjectName").asText())
                .isEqualTo(ManifestsTest.name(one(objects, "ObjectStore")));
        assertThat(schedule.at("/spec/cluster/name").asText()).isEqualTo(ManifestsTest.name(cluster));
        assertThat(schedule.at("/spec/method").asText()).isEqualTo("plugin");
        assertThat(schedule.at("/spec/schedule").asText().split(" "))
                .as("seconds first")
                .hasSize(6);
        // Removed in CloudNativePG 1.31.
        assertThat(cluster.at("/spec/backup").has("barmanObjectStore")).isFalse();
    }

    @Test
    void a_restored_cluster_reads_one_archive_and_writes_another() {
        JsonNode cluster = one(Kustomize.render(RESTORE), "Cluster");

        assertThat(cluster.at("/spec/bootstrap/recovery/source").asText())
                .isEqualTo(cluster.at("/spec/externalClusters/0/name").asText());
        assertThat(cluster.at("/spec/externalClusters/0/plugin/parameters/serverName")
                        .asText())
                .isNotEqualTo(
                        cluster.at("/spec/plugins/0/parameters/serverName").asText())
                .isEqualTo(ManifestsTest.name(cluster));
    }

    @Test
    void nothing_is_bought_after_a_restore_until_an_operator_says_so() {
        JsonNode intake = ManifestsTest.deployment(RESTORE, "order-intake");

        assertThat(intake.at("/spec/replicas").isInt()).isTrue();
        assertThat(intake.at("/spec/replicas").asInt()).isZero();
        assertThat(ManifestsTest.only(Kustomize.render(RESTORE), "ScaledObject")
                        .filter(scaled -> ManifestsTest.name(scaled).equals("order-intake"))
                        .map(scaled -> scaled.at("/metadata/annotations")
                                .path("autoscaling.keda.sh/paused-replicas")
                                .asText()))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void a_pod_restarts_for_new_secrets_and_speaks_tls_with_its_database(String service) {
        JsonNode deployment = ManifestsTest.deployment("overlays/production", service);
        String environment = ManifestsTest.container(deployment).path("env").toString();

        assertThat(deployment
                        .at("/metadata/annotations")
                        .path("reloader.stakater.com/auto")
                        .asText())
                .isEqualTo("true");
        assertThat(environment).contains("sslmode=verify-full", "\"value\":\"verify-full\"", "\"value\":\"HTTPS\"");
        assertThat(ManifestsTest.list(one(Kustomize.render("overlays/production"), "Cluster")
                                .at("/spec/postgresql/pg_hba"))
                        .map(JsonNode::asText))
                .containsExactly("hostssl all all all scram-sha-256", "hostnossl all all all reject");
    }

    @Test
    void a_new_password_of_a_database_is_taken_over_at_once() {
        assertThat(ManifestsTest.only(Kustomize.render("overlays/dev"), "Secret")
                        .filter(secret -> ManifestsTest.name(secret).endsWith("-database")))
                .hasSize(4)
                .allSatisfy(secret -> assertThat(secret.at("/metadata/labels")
                                .path("cnpg.io/reload")
                                .asText())
                        .isEqualTo("true"));
        assertThat(Repository.read(Repository.DEPLOY.resolve("README.md"))).contains("cnpg.io/reload=true");
    }

    private static JsonNode one(List<JsonNode> objects, String kind) {
        return ManifestsTest.only(objects, kind).findFirst().orElseThrow();
    }
}
