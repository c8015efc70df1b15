package io.ordertrail.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations in a folder, by version. */
record MigrationFiles(Path folder, TreeMap<Version, Path> files) {

    private static final Pattern NAME = Pattern.compile("V(\\d+)(?:_(\\d+))?__[a-z0-9_]+\\.sql");

    /** {@code V1__…} of a service, {@code V0_1__…} of the kit. */
    record Version(int major, int minor) implements Comparable<Version> {

        @Override
        public int compareTo(Version other) {
            return Comparator.comparingInt(Version::major)
                    .thenComparingInt(Version::minor)
                    .compare(this, other);
        }
    }

    /** Reads a folder; fails on a file that is no migration. */
    static MigrationFiles in(Path folder) {
        TreeMap<Version, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(file -> {
                Version version = version(file);
                Path other = files.put(version, file);
                if (other != null) {
                    throw new IllegalStateException("%s and %s have one version".formatted(other, file));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MigrationFiles(folder, files);
    }

    private static Version version(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException(
                    file + " is not named V<number>__<words>.sql, or V0_<number>__<words>.sql for the kit");
        }
        return new Version(
                Integer.parseInt(name.group(1)), name.group(2) == null ? 0 : Integer.parseInt(name.group(2)));
    }

    Version newest() {
        return files.lastKey();
    }

    /**
     * Returns what has become of released migrations that must not: one that is gone or has other text, and a new one with a number
     * below a released one. Databases that have the release would lack it, or get it in another order than new ones.
     */
    List<String> breachesOf(MigrationFiles released) {
        List<String> breaches = new ArrayList<>();
        released.files.forEach((version, file) -> {
            Path now = files.get(version);
            if (now == null) {
                breaches.add(file.getFileName() + " is released and gone");
            } else if (!text(now).equals(text(file))) {
                breaches.add(now.getFileName() + " is released and has been changed");
            }
        });
        for (Map.Entry<Version, Path> file : files.headMap(released.newest()).entrySet()) {
            if (!released.files.containsKey(file.getKey())) {
                breaches.add("%s is new and numbered below %s, which is released"
                        .formatted(
                                file.getValue().getFileName(),
                                Objects.requireNonNull(released.files.get(released.newest()))
                                        .getFileName()));
            }
        }
        return breaches;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
