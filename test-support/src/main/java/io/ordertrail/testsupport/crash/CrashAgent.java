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
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
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
 * Halts or freezes a service's process at one of its crash points. A Java agent: the build that is tested is the build
 * that runs in production, where a crash point does nothing at all.
 *
 * <pre>{@code
 * java $(CrashAgent.jvmOption("submission.claimed", 3)) -jar quarkus-run.jar      // halts at the third passing
 * java $(CrashAgent.freezeOption("submission.claimed", 1)) -jar quarkus-run.jar   // stands still until SIGCONT
 * }</pre>
 */
public final class CrashAgent implements ClassFileTransformer {

    /** What a halted JVM exits with: as if killed by SIGKILL. */
    public static final int STATUS = 137;

    private static final String POINTS = "io/ordertrail/kit/crash/NoCrashPoints";
    private static final String HALT = "halt";
    private static final String FREEZE = "freeze";
    private static String at = "";
    private static AtomicInteger passingsLeft = new AtomicInteger();
    /** Null in a JVM that is to halt. */
    private static @Nullable MethodHandle raise;

    private CrashAgent() {}

    /**
     * Returns the option of a JVM that halts there, as if killed by SIGKILL.
     *
     * @param point a name that the service passes to its crash points
     * @param hit at which passing it halts: the first is 1
     * @throws UncheckedIOException if the agent's jar cannot be written to the directory for temporary files
     */
    public static String jvmOption(String point, int hit) {
        return option(point, hit, HALT);
    }

    /**
     * Returns the option of a JVM that stops itself there by SIGSTOP, all of its threads, until it receives SIGCONT.
     * Then it goes on, and the point does nothing any more.
     *
     * @param point a name that the service passes to its crash points
     * @param hit at which passing it freezes: the first is 1
     * @throws UncheckedIOException if the agent's jar cannot be written to the directory for temporary files
     */
    public static String freezeOption(String point, int hit) {
        return option(point, hit, FREEZE);
    }

    private static String option(String point, int hit, String effect) {
        if (hit < 1) {
            throw new IllegalArgumentException("the first passing is 1, not " + hit);
        }
        return "-javaagent:%s=%s,%d,%s".formatted(Jar.FILE, point, hit, effect);
    }

    /**
     * Returns whether a process is stopped by a signal. Reads /proc, so it works on Linux only.
     *
     * @throws UncheckedIOException if there is no such process
     */
    public static boolean isFrozen(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("T", stat.lastIndexOf(')') + 2); // the name in brackets may contain anything
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the state of process " + pid, e);
        }
    }

    /** Called by the JVM that is to halt or freeze. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        String[] parts = arguments.split(",");
        at = parts[0];
        passingsLeft = new AtomicInteger(Integer.parseInt(parts[1]));
        if (parts[2].equals(FREEZE)) {
            Linker linker = Linker.nativeLinker();
            raise = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("raise"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        }
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
            MethodHandle signal = raise;
            if (signal == null) {
                System.err.println("Halting at " + point);
                Runtime.getRuntime().halt(STATUS);
            } else {
                System.err.println("Freezing at " + point);
                freeze(signal);
                System.err.println("Continuing at " + point);
            }
        }
    }

    /**
     * The signal is delivered to the calling thread, so it does not run one instruction further before all are stopped.
     */
    private static void freeze(MethodHandle signal) {
        int stop = System.getProperty("os.name", "").startsWith("Mac") ? 17 : 19;
        try {
            int failed = (int) signal.invokeExact(stop);
            if (failed != 0) {
                throw new IllegalStateException("raise(SIGSTOP) failed with " + failed);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // what invokeExact declares; a function of C throws nothing
            throw new IllegalStateException(e);
        }
    }

    /** The agent as a jar, written at its first use. The JVM that loads it has no other class of this module. */
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
