package io.ordertrail.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFilesTest {

    @Test
    void a_new_migration_above_what_is_released_breaks_nothing(@TempDir Path today, @TempDir Path release)
            throws IOException {
        write(release, "V2__two.sql", "two");
        write(today, "V2__two.sql", "two");
        write(today, "V10__ten.sql", "ten");

        assertThat(MigrationFiles.in(today).breachesOf(MigrationFiles.in(release)))
                .isEmpty();
    }

    @Test
    void what_is_released_is_neither_changed_nor_removed_nor_preceded(@TempDir Path today, @TempDir Path release)
            throws IOException {
        write(release, "V1__one.sql", "one");
        write(release, "V2__two.sql", "two");
        write(release, "V4__four.sql", "four");
        write(today, "V2__two.sql", "two, with a typo mended");
        write(today, "V3__three.sql", "three");
        write(today, "V4__four.sql", "four");

        assertThat(MigrationFiles.in(today).breachesOf(MigrationFiles.in(release)))
                .containsExactly(
                        "V1__one.sql is released and gone",
                        "V2__two.sql is released and has been changed",
                        "V3__three.sql is new and numbered below V4__four.sql, which is released");
    }

    @Test
    void two_migrations_of_one_version_are_found(@TempDir Path today) throws IOException {
        write(today, "V1__one.sql", "one");
        write(today, "V1__uno.sql", "uno");

        assertThatIllegalStateException()
                .isThrownBy(() -> MigrationFiles.in(today))
                .withMessageContaining("have one version");
    }

    @Test
    void a_file_that_flyway_would_overlook_is_found(@TempDir Path today) throws IOException {
        write(today, "V1_one.sql", "one");

        assertThatIllegalStateException()
                .isThrownBy(() -> MigrationFiles.in(today))
                .withMessageContaining("V1_one.sql is not named");
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
