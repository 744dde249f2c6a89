package io.hansock.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Little-endian numbers at a place of an array, as one memory access each. Only the array's own bounds are checked, so it is for
 * places whose bounds are known; bytes that nobody has looked at yet go through {@link ByteReader}. Stateless.
 */
public final class LittleEndian {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private LittleEndian() {}

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    public static short get16(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at);
    }

    public static int get32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    public static long get64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void set16(byte[] bytes, int at, int value) {
        SHORTS.set(bytes, at, (short) value);
    }

    static void set24(byte[] bytes, int at, int value) {
        set16(bytes, at, value);
        bytes[at + 2] = (byte) (value >> 16);
    }

    public static void set32(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    static void set48(byte[] bytes, int at, long value) {
        set32(bytes, at, (int) value);
        set16(bytes, at + 4, (int) (value >> 32));
    }

    static void set64(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }
}
