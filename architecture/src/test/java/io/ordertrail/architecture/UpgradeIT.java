package io.ordertrail.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.architecture.MigrationFiles.Version;
import io.ordertrail.architecture.Schemas.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases of earlier versions, with rows in them, become today's; and the version before starts with today's, as it does when a
 * replica of it restarts during a rollout or when a rollout is undone. Decision 010 says how the kit's migrations and a service's
 * go into one database.
 */
class UpgradeIT {

    private static final Path KIT = Path.of("../service-kit/src/main/resources/db/outbox");
    /** {@code <version>/<service>} and {@code <version>/kit}; architecture/take-release fills it. */
    private static final Path RELEASED = Path.of("src/test/resources/released");

    private static Schemas schemas;

    @BeforeAll
    static void startPostgres() {
        schemas = new Schemas();
    }

    @AfterAll
    static void stopPostgres() {
        schemas.close();
    }

    static List<String> services() {
        return List.of("order-intake", "status-poller", "refill-manager", "notifier");
    }

    /** Migrations of a version: those of the kit and the service's own. */
    private record Release(String name, Path kit, Path own) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> releases() {
        return released().stream()
                .flatMap(release -> services().stream()
                        .filter(service -> Files.isDirectory(release.resolve(service)))
                        .map(service -> Arguments.of(
                                service,
                                new Release(
                                        release.getFileName().toString(),
                                        release.resolve("kit"),
                                        release.resolve(service)))));
    }

    private static List<Path> released() {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_migrations_of_the_kit_are_numbered_below_every_services_own(String service) {
        assertThat(MigrationFiles.in(KIT).files().keySet()).allMatch(version -> version.major() == 0);
        assertThat(MigrationFiles.in(own(service)).files().keySet()).allMatch(version -> version.major() > 0);
        assertThat(Schemas.settings(service).getProperty("quarkus.flyway.locations"))
                .isEqualTo("db/outbox,db/migration");
    }

    /** A new database gets them in the order of their numbers, an old one in the order in which they came. */
    @ParameterizedTest
    @MethodSource("services")
    void the_order_of_the_kits_migrations_and_a_services_own_makes_no_difference(String service) throws SQLException {
        Database together = schemas.create();
        together.migrate(service, KIT, own(service));
        Database apart = schemas.create();
        apart.migrate(service, own(service));
        apart.migrate(service, KIT, own(service));

        assertThat(apart.schema()).isNotEmpty().isEqualTo(together.schema());
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_database_without_the_newest_migration_becomes_todays_and_keeps_its_rows(String service, @TempDir Path folder)
            throws IOException, SQLException {
        Path before = copy(own(service), folder);
        Files.delete(before.resolve(
                MigrationFiles.in(own(service)).files().lastEntry().getValue().getFileName()));

        upgrade(service, new Release("the one before", KIT, before), KIT, own(service));
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_next_migrations_of_the_kit_and_of_the_service_go_into_a_database_of_today(
            String service, @TempDir Path folder) throws IOException, SQLException {
        Path nextKit = copy(KIT, folder);
        Version newest = MigrationFiles.in(KIT).newest();
        Files.writeString(
                nextKit.resolve("V0_%d__next.sql".formatted(newest.minor() + 1)),
                "alter table outbox add column next text not null default 'none'");
        Path nextOwn = copy(own(service), folder);
        Files.writeString(
                nextOwn.resolve("V%d__next.sql"
                        .formatted(MigrationFiles.in(own(service)).newest().major() + 1)),
                "create table next (id bigint primary key)");

        upgrade(service, new Release("today", KIT, own(service)), nextKit, nextOwn);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("releases")
    void a_database_of_a_release_becomes_todays_and_keeps_its_rows(String service, Release release)
            throws SQLException {
        upgrade(service, release, KIT, own(service));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("releases")
    void what_is_released_is_never_changed_and_nothing_is_put_before_it(String service, Release release) {
        assertThat(MigrationFiles.in(own(service)).breachesOf(MigrationFiles.in(release.own)))
                .isEmpty();
        assertThat(MigrationFiles.in(KIT).breachesOf(MigrationFiles.in(release.kit)))
                .isEmpty();
    }

    /** From the one version to the other, and the one started once more with the other's database. */
    private static void upgrade(String service, Release from, Path toKit, Path toOwn) throws SQLException {
        Database fresh = schemas.create();
        fresh.migrate(service, toKit, toOwn);
        Database database = schemas.create();
        database.migrate(service, from.kit, from.own);
        database.fill();
        Map<String, Long> rows = database.rows();
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy((table, count) -> assertThat(count).isPositive());

        database.migrate(service, toKit, toOwn);

        assertThat(database.schema()).isEqualTo(fresh.schema());
        Map<String, Long> after = database.rows();
        List<String> lost = new ArrayList<>();
        rows.forEach((table, count) -> {
            Long left = after.get(table);
            // A table that is gone was dropped on purpose.
            if (left != null && left < count) {
                lost.add(table);
            }
        });
        assertThat(lost).as("tables that lost rows").isEmpty();

        database.migrate(service, from.kit, from.own);
        assertThat(database.schema()).isEqualTo(fresh.schema());
    }

    private static Path own(String service) {
        return Path.of("..", service, "src/main/resources/db/migration");
    }

    private static Path copy(Path migrations, Path folder) throws IOException {
        Path copy = Files.createTempDirectory(folder, "migrations");
        for (Path file : MigrationFiles.in(migrations).files().values()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }
}
