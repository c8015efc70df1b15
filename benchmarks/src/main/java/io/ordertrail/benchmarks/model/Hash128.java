package io.ordertrail.benchmarks.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 128 bits that stand for a state. Among 100 million states, two different ones have the same bits with a chance of
 * 1 in 10^22.
 */
record Hash128(long high, long low) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    /** Returns the hash of the bytes: MurmurHash3, its variant of 128 bits for machines of 64. */
    static Hash128 of(byte[] bytes) {
        long h1 = 0;
        long h2 = 0;
        int i = 0;
        for (; i + 16 <= bytes.length; i += 16) {
            h1 ^= mixFirst((long) LONGS.get(bytes, i));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mixSecond((long) LONGS.get(bytes, i + 8));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        h1 ^= mixFirst(rest(bytes, i));
        h2 ^= mixSecond(rest(bytes, i + 8));
        h1 ^= bytes.length;
        h2 ^= bytes.length;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        h1 += h2;
        h2 += h1;
        return new Hash128(h1, h2);
    }

    private static long rest(byte[] bytes, int from) {
        long value = 0;
        for (int i = Math.min(bytes.length, from + 8) - 1; i >= from; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    private static long mixFirst(long word) {
        return Long.rotateLeft(word * C1, 31) * C2;
    }

    private static long mixSecond(long word) {
        return Long.rotateLeft(word * C2, 33) * C1;
    }

    private static long finish(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
