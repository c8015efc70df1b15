package io.ordertrail.notifier.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with parts between {@code <!-- name -->} and {@code <!-- /name -->} that must be what the code says. */
record MarkedPage(Path file) {

    void mustSay(String part, String expected) throws IOException {
        String page = Files.readString(file);
        String begin = "<!-- " + part + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- /" + part + " -->");
        if (Boolean.getBoolean("ordertrail.docs.write")) {
            Files.writeString(file, page.substring(0, from) + expected + page.substring(to));
        } else {
            assertThat(page.substring(from, to))
                    .as("%s, part '%s'; -Dordertrail.docs.write=true rewrites it", file, part)
                    .isEqualTo(expected);
        }
    }
}
