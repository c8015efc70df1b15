package io.ordertrail.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Hash128Test {

    @Test
    void it_is_the_published_hash() {
        byte[] fox = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);

        assertThat(Hash128.of(fox)).isEqualTo(new Hash128(0xe34bbc7bbc071b6cL, 0x7a433ca9c49a9347L));
        assertThat(Hash128.of(new byte[0])).isEqualTo(new Hash128(0, 0));
    }

    @Test
    void states_that_differ_in_one_byte_or_in_length_differ() {
        Set<Hash128> hashes = new HashSet<>();
        int states = 0;
        for (int length = 1; length <= 40; length++) {
            for (int at = 0; at < length; at++) {
                for (int value = 1; value < 256; value++) {
                    byte[] state = new byte[length];
                    state[at] = (byte) value;
                    hashes.add(Hash128.of(state));
                    states++;
                }
            }
        }
        assertThat(hashes).hasSize(states);
    }
}
