package io.hansock.value;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes that nobody can change: they are copied on the way in and on the way out. Equal if all bytes are. Safe to share between
 * threads.
 */
public final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * {@return a copy of {@code bytes}}
     *
     * @param bytes what to copy
     */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /**
     * {@return a copy of a part of {@code bytes}}
     *
     * @param bytes what to copy from
     * @param from the index of the first byte
     * @param to the index behind the last byte
     * @throws IndexOutOfBoundsException if {@code from..to} is no range of the array
     */
    public static Bytes of(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        return new Bytes(Arrays.copyOfRange(bytes, from, to));
    }

    /** {@return how many bytes there are} */
    public int size() {
        return bytes.length;
    }

    /** {@return a copy as an array} */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** {@return the bytes to read from, without a copy; big-endian at first, as all buffers are} */
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes others && Arrays.equals(bytes, others.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The size alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
