package io.ordertrail.kit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.ShopId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    record Inner(@Nullable Integer count) {}

    record Sample(
            @Nullable String text,
            @Nullable Integer count,
            @Nullable Boolean flag,
            @Nullable ShopId shop,
            @Nullable Instant at,
            @Nullable List<Inner> list) {}

    record Needed(int count) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'texd':'a'}                  | texd",
                "{'text':5}                    | text",
                "{'text':true}                 | text",
                "{'text':{}}                   | text",
                "{'count':'5'}                 | count",
                "{'count':5.5}                 | count",
                "{'flag':'true'}               | flag",
                "{'flag':1}                    | flag",
                "{'shop':' '}                  | shop",
                "{'at':'yesterday'}            | at",
                "{'list':{}}                   | list",
                "{'list':[{'count':1},{'cou':2}]} | list[1].cou"
            })
    void a_wrong_field_is_refused_by_its_path(String body, String field) {
        assertThatThrownBy(() -> JsonBody.read(body.replace('\'', '"').getBytes(UTF_8), Sample.class))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(400);
                    assertThat(e.problem().errors())
                            .extracting(Problem.FieldError::field)
                            .containsExactly(field);
                    assertThat(e.problem().detail()).startsWith(field);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'text':", "[1]", "5", "nonsense", "{'text':'a'} {'text':'b'}", "{'text':'a','text':'b'}"})
    void what_is_no_single_object_is_refused(String body) {
        assertThatThrownBy(() -> JsonBody.read(body.replace('\'', '"').getBytes(UTF_8), Sample.class))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"count\":null}"})
    void what_cannot_be_absent_is_named(String body) {
        assertThatThrownBy(() -> JsonBody.read(body.getBytes(UTF_8), Needed.class))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly("count"));
    }

    @Test
    void an_empty_body_is_an_empty_object() {
        assertThat(JsonBody.read(new byte[0], Inner.class)).isEqualTo(new Inner(null));
    }
}
