package io.ordertrail.benchmarks.warranty;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A service's migrations. Flyway would find those of every service here, which have the same versions. */
final class Migrations {

    private static final String FOLDER = "db/migration";

    private Migrations() {}

    /** The scripts of the jar or folder that the class came from, in their order. */
    static List<String> beside(Class<?> type) throws IOException {
        Path source = sourceOf(type);
        if (Files.isDirectory(source)) {
            return in(source.resolve(FOLDER));
        }
        try (FileSystem jar = FileSystems.newFileSystem(source)) {
            return in(jar.getPath(FOLDER));
        }
    }

    private static List<String> in(Path folder) throws IOException {
        List<Path> scripts;
        try (Stream<Path> all = Files.list(folder)) {
            scripts = all.sorted(Comparator.comparingInt(Migrations::version)).toList();
        }
        List<String> texts = new ArrayList<>();
        for (Path script : scripts) {
            texts.add(Files.readString(script));
        }
        return texts;
    }

    /** 12 of {@code V12__what_it_does.sql}. */
    private static int version(Path script) {
        String name = script.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static Path sourceOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path entry has no path", e);
        }
    }
}
