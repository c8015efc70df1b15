package io.ordertrail.testsupport.resources;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Calls the static methods of a class of the system class loader, which is never closed while servers run. */
record SharedServersProxy(String implementation) implements SharedServers {

    @Override
    public Map<String, String> database(String name) {
        return call("database", name);
    }

    @Override
    public Map<String, String> kafka() {
        return call("kafka");
    }

    @Override
    public void stopKafka() {
        call("stopKafka");
    }

    @Override
    public void startKafka() {
        call("startKafka");
    }

    @SuppressWarnings("unchecked") // all methods return maps of strings
    private Map<String, String> call(String method, String... arguments) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader system = ClassLoader.getSystemClassLoader();
        // The servers' threads inherit it, and Kafka loads its plugins by it.
        thread.setContextClassLoader(system);
        try {
            Class<?>[] types = new Class<?>[arguments.length];
            java.util.Arrays.fill(types, String.class);
            var found = system.loadClass(implementation).getDeclaredMethod(method, types);
            found.setAccessible(true);
            return (Map<String, String>) found.invoke(null, (Object[]) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the tests' server does not do " + method, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("ordertrail-test-support must be on the class path of the JVM", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
