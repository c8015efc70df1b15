package io.ordertrail.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds each drawn picture of {@code docs/pictures} to its source. */
class PicturesTest {

    private static final Path PICTURES = Path.of("..", "docs", "pictures");

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(PICTURES)) {
            return files.filter(file -> file.toString().endsWith(".dot")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void a_picture_is_drawn_from_its_source_as_it_is(Path source) throws IOException, NoSuchAlgorithmException {
        Path drawn = Path.of(source.toString().replaceFirst("\\.dot$", ".svg"));
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(source)));

        assertThat(drawn).as("run docs/pictures/draw and commit what it draws").exists();
        assertThat(Files.readString(drawn))
                .as("%s is older than its source: run docs/pictures/draw", drawn.getFileName())
                .contains(hash);
    }
}
