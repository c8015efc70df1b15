package io.ordertrail.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LauncherOptionsTest {

    private static final Path HOME = Path.of("deploy/local");

    @Test
    void without_words_the_sample_orders_are_fed_and_it_stays() {
        LauncherOptions options = LauncherOptions.of(HOME);

        assertThat(options.orders()).contains(HOME.resolve("sample-orders.jsonl"));
        assertThat(options.exit()).isFalse();
        assertThat(options.panels()).isEmpty();
    }

    @Test
    void unknown_options_are_reported() {
        assertThatThrownBy(() -> LauncherOptions.of(HOME, "--exit", "--order"))
                .isInstanceOf(LauncherException.class)
                .hasMessage("'--order' is unknown; deploy/local/up --help lists what there is.");
    }

    @Test
    void a_missing_file_is_reported() {
        assertThatThrownBy(() -> LauncherOptions.of(HOME, "--orders", "nowhere.jsonl"))
                .hasMessage("--orders: there is no file nowhere.jsonl that can be read.");
        assertThatThrownBy(() -> LauncherOptions.of(HOME, "--panels")).hasMessageStartingWith("--panels needs a value");
    }
}
