package io.ordertrail.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.testsupport.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service that is not set up right does not start, and says what to do; it never says what a secret is. */
class StartupValidationIT {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void openPostgres() {
        postgres = EmbeddedPostgres.forTests();
        postgres.createDatabase("notifier");
    }

    @AfterAll
    static void closePostgres() {
        postgres.close();
    }

    @Test
    void without_a_key_for_its_secrets_it_does_not_start() throws Exception {
        assertThat(lastWords("start-without-key", "ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY", ""))
                .contains(
                        "ordertrail.notifier.encryption-key is missing",
                        "set ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY",
                        "openssl rand -base64 32");
    }

    @Test
    void with_half_a_key_it_does_not_start() throws Exception {
        assertThat(lastWords("start-with-half-a-key", "ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY", "k1:c2VjcmV0c2VjcmV0"))
                .contains("encryption key 'k1' must have 32 bytes, but has 12")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void with_a_short_key_of_the_operator_it_does_not_start() throws Exception {
        assertThat(lastWords("start-with-short-operator-key", "ORDERTRAIL_OPERATOR_KEY", "hush"))
                .contains("ordertrail.operator-key must have at least 20 characters")
                .doesNotContain("hush");
    }

    @Test
    void with_a_network_that_is_none_it_does_not_start() throws Exception {
        assertThat(lastWords("start-with-bad-network", "ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_NETWORKS", "10.1.0.0/99"))
                .contains("ordertrail.notifier.webhooks.allowed-networks", "10.1.0.0/99");
    }

    @Test
    void with_a_lease_that_an_attempt_can_outlive_it_does_not_start() throws Exception {
        assertThat(lastWords("start-with-short-lease", "ORDERTRAIL_NOTIFIER_DELIVERY_LEASE", "5s"))
                .contains("ordertrail.notifier.delivery.lease must be at least three times");
    }

    private static String lastWords(String name, String setting, String value)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Replica.settings(postgres, "localhost:1"));
        settings.put(setting, value);
        try (Replica replica = new Replica(name, settings)) {
            boolean unused = Files.deleteIfExists(replica.log());
            replica.start();
            assertThat(replica.exitCode()).isEqualTo(1);
            return Files.readString(replica.log());
        }
    }
}
