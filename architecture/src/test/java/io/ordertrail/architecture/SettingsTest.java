package io.ordertrail.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/settings.md} and the configuration's interfaces together: every setting, and its default. */
class SettingsTest {

    private static final Pattern ROW = Pattern.compile("\\| `(ordertrail[^`]*)` \\| (?:`([^`]*)`)? ?\\|.*");

    @Test
    void every_setting_is_documented_with_its_default() throws IOException {
        assertThat(documented()).containsExactlyEntriesOf(coded());
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "settings.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), Optional.ofNullable(row.group(2)).orElse(""));
            }
        }
        return rows;
    }

    private static Map<String, String> coded() {
        Map<String, String> settings = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.ordertrail").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(type ->
                                collect(type.getAnnotation(ConfigMapping.class).prefix(), type, settings));
        return settings;
    }

    private static void collect(String prefix, Class<?> group, Map<String, String> settings) {
        Arrays.stream(group.getMethods())
                .filter(method -> !method.isDefault() && method.getParameterCount() == 0)
                .forEach(method -> collect(name(prefix, method), method, settings));
    }

    private static String name(String prefix, Method method) {
        if (method.isAnnotationPresent(WithParentName.class)) {
            return prefix;
        }
        WithName named = method.getAnnotation(WithName.class);
        return prefix + "." + (named == null ? StringUtil.skewer(method.getName()) : named.value());
    }

    private static void collect(String name, Method method, Map<String, String> settings) {
        Type type = method.getGenericReturnType();
        String path = name;
        while (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            path = generic.getRawType() == Map.class ? path + ".<name>" : path;
            type = arguments[arguments.length - 1];
        }
        if (type instanceof Class<?> group
                && group.isInterface()
                && group.getName().startsWith("io.ordertrail")) {
            collect(path, group, settings);
        } else {
            WithDefault otherwise = method.getAnnotation(WithDefault.class);
            settings.put(path, otherwise == null ? "" : otherwise.value());
        }
    }
}
