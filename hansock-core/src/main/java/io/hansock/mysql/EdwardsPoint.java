package io.hansock.mysql;

import static io.hansock.mysql.Field25519.add;
import static io.hansock.mysql.Field25519.multiply;
import static io.hansock.mysql.Field25519.subtract;

/**
 * A point of the curve edwards25519 (RFC 8032, section 5.1) in extended coordinates. Takes the same time whatever the scalar. Not
 * thread-safe.
 */
final class EdwardsPoint {
    private static final int SCALAR_BITS = 256;

    /** Twice the curve's constant d. */
    private static final long[] TWICE_D = {
        0xf159, 0x26b2, 0x9b94, 0xebd6, 0xb156, 0x8283, 0x149a, 0x00e0,
        0xd130, 0xeef3, 0x80f2, 0x198e, 0xfce7, 0x56df, 0xd9dc, 0x2406
    };

    private static final long[] GENERATOR_X = {
        0xd51a, 0x8f25, 0x2d60, 0xc956, 0xa7b2, 0x9525, 0xc760, 0x692c,
        0xdc5c, 0xfdd6, 0xe231, 0xc0a4, 0x53fe, 0xcd6e, 0x36d3, 0x2169
    };

    private static final long[] GENERATOR_Y = {
        0x6658, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666,
        0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666
    };

    private final long[] x;
    private final long[] y;
    private final long[] z;
    private final long[] t;

    private EdwardsPoint(long[] x, long[] y, long[] z, long[] t) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.t = t;
    }

    /** The generator, {@code scalar} times: 32 bytes, little-endian. */
    static EdwardsPoint generatorTimes(byte[] scalar) {
        long[] product = Field25519.zero();
        multiply(product, GENERATOR_X, GENERATOR_Y);
        EdwardsPoint more = new EdwardsPoint(GENERATOR_X.clone(), GENERATOR_Y.clone(), Field25519.one(), product);
        EdwardsPoint sum = new EdwardsPoint(Field25519.zero(), Field25519.one(), Field25519.one(), Field25519.zero());
        for (int bit = SCALAR_BITS - 1; bit >= 0; bit--) {
            int set = (scalar[bit >> 3] >> (bit & 7)) & 1;
            exchange(sum, more, set);
            more.plus(sum);
            sum.plus(sum);
            exchange(sum, more, set);
        }
        return sum;
    }

    private static void exchange(EdwardsPoint a, EdwardsPoint b, int bit) {
        Field25519.exchange(a.x, b.x, bit);
        Field25519.exchange(a.y, b.y, bit);
        Field25519.exchange(a.z, b.z, bit);
        Field25519.exchange(a.t, b.t, bit);
    }

    /** Adds {@code other}, which may be this point: the formula is complete. */
    private void plus(EdwardsPoint other) {
        long[] a = Field25519.zero();
        long[] b = Field25519.zero();
        long[] c = Field25519.zero();
        long[] d = Field25519.zero();
        long[] e = Field25519.zero();
        subtract(a, y, x);
        subtract(e, other.y, other.x);
        multiply(a, a, e);
        add(b, x, y);
        add(e, other.x, other.y);
        multiply(b, b, e);
        multiply(c, t, other.t);
        multiply(c, c, TWICE_D);
        multiply(d, z, other.z);
        add(d, d, d);
        long[] f = Field25519.zero();
        long[] g = Field25519.zero();
        long[] h = Field25519.zero();
        subtract(e, b, a);
        subtract(f, d, c);
        add(g, d, c);
        add(h, b, a);
        multiply(x, e, f);
        multiply(y, h, g);
        multiply(z, g, f);
        multiply(t, e, h);
    }

    /** The point as 32 bytes: y, with the lowest bit of x on top. */
    byte[] encode() {
        long[] inverse = Field25519.invert(z);
        long[] affine = Field25519.zero();
        multiply(affine, x, inverse);
        int sign = Field25519.pack(affine)[0] & 1;
        multiply(affine, y, inverse);
        byte[] encoded = Field25519.pack(affine);
        encoded[Field25519.BYTES - 1] ^= (byte) (sign << 7);
        return encoded;
    }
}
