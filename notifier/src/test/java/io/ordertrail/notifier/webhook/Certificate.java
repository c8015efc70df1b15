package io.ordertrail.notifier.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate of the tests' own, with its key; made by the JDK's keytool, so that it never expires in a repository. */
record Certificate(Path keys, Path pem) {

    private static final String PASSWORD = "password of the tests";

    /** For that host, signed by itself, in that directory. */
    static Certificate of(String host, Path directory) throws IOException, InterruptedException {
        Path keys = directory.resolve(host + ".p12");
        Path pem = directory.resolve(host + ".pem");
        String[] store = {"-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", PASSWORD, "-alias", "a"};
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host);
        keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
        return new Certificate(keys, pem);
    }

    /** For a server. */
    PfxOptions options() {
        return new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD);
    }

    private static void keytool(String[] store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(store));
        Path said = Files.createTempFile("keytool", ".log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code + ": " + Files.readString(said, US_ASCII));
        }
        Files.delete(said);
    }
}
