package io.ordertrail.testsupport.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Halts a service's JVM at one of its crash points. A Java agent: the build that is tested is the build that runs in
 * production, where a crash point does nothing at all.
 *
 * <pre>{@code
 * java $(CrashAgent.jvmOption("submission.claimed", 3)) -jar quarkus-run.jar   // dies the third time that it gets there
 * }</pre>
 */
public final class CrashAgent implements ClassFileTransformer {

    /** What a halted JVM exits with: as if killed by SIGKILL. */
    public static final int STATUS = 137;

    private static final String POINTS = "io/ordertrail/kit/crash/NoCrashPoints";
    private static String at = "";
    private static AtomicInteger passingsLeft = new AtomicInteger();

    private CrashAgent() {}

    /**
     * The option of a JVM that halts there.
     *
     * @param point a name that the service passes to its crash points
     * @param hit at which passing it halts: the first is 1
     * @throws UncheckedIOException if the agent's jar cannot be written to the directory for temporary files
     */
    public static String jvmOption(String point, int hit) {
        if (hit < 1) {
            throw new IllegalArgumentException("the first passing is 1, not " + hit);
        }
        return "-javaagent:%s=%s,%d".formatted(Jar.FILE, point, hit);
    }

    /** Called by the JVM that is to die. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        String[] parts = arguments.split(",");
        at = parts[0];
        passingsLeft = new AtomicInteger(Integer.parseInt(parts[1]));
        instrumentation.addTransformer(new CrashAgent());
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] code) {
        return name.equals(POINTS) ? passingHere(code) : null;
    }

    private static byte[] passingHere(byte[] code) {
        ClassFile classes = ClassFile.of();
        return classes.transformClass(
                classes.parse(code),
                ClassTransform.transformingMethods(
                        method -> method.methodName().equalsString("pass"), (method, element) -> {
                            if (element instanceof CodeModel) {
                                method.withCode(body -> body.aload(1)
                                        .invokestatic(
                                                ClassDesc.of(CrashAgent.class.getName()),
                                                "pass",
                                                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String))
                                        .return_());
                            } else {
                                method.with(element);
                            }
                        }));
    }

    /** Called by the service's code at each of its crash points. */
    public static void pass(String point) {
        if (point.equals(at) && passingsLeft.decrementAndGet() == 0) {
            System.err.println("Halting at " + point);
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** The agent as a jar, made when it is first asked for. The JVM that is to die has only what is in it: no other class. */
    private static final class Jar {

        static final Path FILE = write();

        private static Path write() {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().putValue("Premain-Class", CrashAgent.class.getName());
            String entry = CrashAgent.class.getName().replace('.', '/') + ".class";
            try {
                Path jar = Files.createTempFile("ordertrail-crash-agent", ".jar");
                jar.toFile().deleteOnExit();
                try (InputStream code = CrashAgent.class.getResourceAsStream("/" + entry);
                        OutputStream file = Files.newOutputStream(jar);
                        JarOutputStream out = new JarOutputStream(file, manifest)) {
                    out.putNextEntry(new JarEntry(entry));
                    code.transferTo(out);
                }
                return jar;
            } catch (IOException e) {
                throw new UncheckedIOException("the crash agent's jar cannot be written", e);
            }
        }
    }
}
