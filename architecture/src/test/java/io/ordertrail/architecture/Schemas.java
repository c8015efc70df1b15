package io.ordertrail.architecture;

import io.ordertrail.testsupport.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Databases that are migrated with Flyway as the services set it up, without the services. */
final class Schemas implements AutoCloseable {

    private static final Path KIT_SETTINGS =
            Path.of("../service-kit/src/main/resources/META-INF/microprofile-config.properties");

    private final EmbeddedPostgres postgres = EmbeddedPostgres.forTests();

    @Override
    public void close() {
        postgres.close();
    }

    /** Returns a new, empty database. */
    Database create() {
        String name = "schema_" + UUID.randomUUID().toString().replace('-', '_');
        postgres.createDatabase(name);
        return new Database(postgres.jdbcUrl(name), postgres.username(), postgres.password());
    }

    record Database(String url, String user, String password) {

        /** Brings it up to date as a start of that service does, with the migrations in those folders in place of its own. */
        void migrate(String service, Path... folders) {
            Properties settings = settings(service);
            FluentConfiguration flyway = Flyway.configure()
                    .dataSource(url, user, password)
                    .locations(Arrays.stream(folders)
                            .map(folder ->
                                    "filesystem:" + folder.toAbsolutePath().normalize())
                            .toArray(String[]::new))
                    .failOnMissingLocations(true)
                    .outOfOrder(Boolean.parseBoolean(settings.getProperty("quarkus.flyway.out-of-order", "false")));
            String ignored = settings.getProperty("quarkus.flyway.ignore-migration-patterns");
            if (ignored != null) {
                flyway.ignoreMigrationPatterns(ignored.split(","));
            }
            flyway.load().migrate();
        }

        /** Puts a row into every table that takes one, and fails if one takes none. */
        void fill() throws SQLException {
            try (Connection connection = DriverManager.getConnection(url, user, password)) {
                List<Table> open = new ArrayList<>(tables(connection));
                // A row that refers to another goes in when that one is there.
                while (open.removeIf(table -> table.insert(connection))) {}
                if (!open.isEmpty()) {
                    throw new IllegalStateException("No row fits " + open + "; teach Table.insert to write one");
                }
            }
        }

        /** Returns how many rows each table has. */
        Map<String, Long> rows() throws SQLException {
            Map<String, Long> rows = new TreeMap<>();
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement statement = connection.createStatement()) {
                for (Table table : tables(connection)) {
                    try (ResultSet count = statement.executeQuery("select count(*) from " + table.name)) {
                        count.next();
                        rows.put(table.name, count.getLong(1));
                    }
                }
            }
            return rows;
        }

        /** Returns every column, constraint and index, one a line. */
        List<String> schema() throws SQLException {
            return texts("""
                    select line from (
                        select format('%s.%s %s null=%s default=%s identity=%s', table_name, column_name, udt_name, is_nullable,
                                      column_default, is_identity) as line
                          from information_schema.columns where table_schema = 'public'
                        union all
                        select format('%s: %s', conrelid::regclass, pg_get_constraintdef(oid))
                          from pg_constraint where connamespace = 'public'::regnamespace
                        union all
                        select indexdef from pg_indexes where schemaname = 'public'
                    ) as lines
                     where line not like '%flyway_schema_history%'
                     order by line
                    """);
        }

        private List<String> texts(String query) throws SQLException {
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }

        private static List<Table> tables(Connection connection) throws SQLException {
            Map<String, List<Column>> tables = new TreeMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            select c.table_name, c.column_name, c.udt_name, c.is_nullable = 'YES' as nullable,
                                   coalesce(c.identity_generation = 'ALWAYS' or c.is_generated = 'ALWAYS', false) as made,
                                   (select substring(pg_get_constraintdef(k.oid) from '''([^'']*)''')
                                      from pg_constraint k
                                     where k.contype = 'c' and k.conrelid = format('public.%I', c.table_name)::regclass
                                       and pg_get_constraintdef(k.oid) ~ format('\\m%s\\M', c.column_name)
                                     order by k.conname limit 1) as allowed
                              from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
                             where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                               and c.table_name <> 'flyway_schema_history'
                             order by c.table_name, c.ordinal_position
                            """)) {
                while (rows.next()) {
                    tables.computeIfAbsent(rows.getString("table_name"), _ -> new ArrayList<>())
                            .add(new Column(
                                    rows.getString("column_name"),
                                    rows.getString("udt_name"),
                                    rows.getBoolean("nullable"),
                                    rows.getBoolean("made"),
                                    rows.getString("allowed")));
                }
            }
            return tables.entrySet().stream()
                    .map(table -> new Table(table.getKey(), table.getValue()))
                    .toList();
        }
    }

    /** Returns the settings that the service starts with: its own before those of all. */
    static Properties settings(String service) {
        Properties settings = new Properties();
        for (Path file : List.of(KIT_SETTINGS, Path.of("..", service, "src/main/resources/application.properties"))) {
            try (Reader reader = Files.newBufferedReader(file)) {
                settings.load(reader);
            } catch (IOException e) {
                throw new IllegalStateException("cannot read " + file, e);
            }
        }
        return settings;
    }

    private record Column(
            String name,
            String type,
            boolean nullable,
            boolean made,
            @Nullable String allowed) {

        /** The same value for all columns of a type, so that what refers to a row finds it. */
        String value() {
            if (allowed != null) {
                return "'" + allowed + "'";
            }
            return switch (type) {
                case "int2", "int4", "int8", "numeric", "float8" -> "1";
                case "bool" -> "true";
                case "timestamptz" -> "now()";
                case "date" -> "current_date";
                case "bytea" -> "'\\x01'";
                case "interval" -> "interval '1 day'";
                // Is JSON as well, and an empty array.
                default -> "'{}'";
            };
        }
    }

    private record Table(String name, List<Column> columns) {

        /**
         * Writes a row with all columns or, where they do not go together, with those that are needed. A table whose migration
         * writes its only row has one.
         */
        boolean insert(Connection connection) {
            return hasRow(connection)
                    || insert(connection, columns.stream().filter(column -> !column.made))
                    || insert(connection, columns.stream().filter(column -> !column.made && !column.nullable));
        }

        private boolean hasRow(Connection connection) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select from %s limit 1".formatted(name))) {
                return rows.next();
            } catch (SQLException e) {
                throw new IllegalStateException("cannot read " + name, e);
            }
        }

        private boolean insert(Connection connection, Stream<Column> written) {
            List<Column> row = written.toList();
            String sql = "insert into %s (%s) values (%s)"
                    .formatted(
                            name,
                            String.join(", ", row.stream().map(Column::name).toList()),
                            String.join(", ", row.stream().map(Column::value).toList()));
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return true;
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
