package io.ordertrail.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;

/**
 * A fraction where a whole number belongs is refused: Jackson would cut it off, and buy 100 where a shop asked for 100.7.
 * {@code 100.0} is whole, as JSON Schema has it.
 */
final class StrictIntegers extends SimpleModule {

    private static final Set<Class<?>> TYPES = Set.of(int.class, Integer.class, long.class, Long.class);

    StrictIntegers() {
        setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription description, JsonDeserializer<?> deserializer) {
                return TYPES.contains(description.getBeanClass()) ? new Whole(deserializer) : deserializer;
            }
        });
    }

    private static final class Whole extends DelegatingDeserializer {

        Whole(JsonDeserializer<?> jacksons) {
            super(jacksons);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> jacksons) {
            return new Whole(jacksons);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT) && isFraction(parser.getDecimalValue())) {
                return context.reportInputMismatch(this, "must be a whole number, but is %s", parser.getText());
            }
            return super.deserialize(parser, context);
        }

        private static boolean isFraction(BigDecimal number) {
            return number.scale() > 0 && number.stripTrailingZeros().scale() > 0;
        }
    }
}
