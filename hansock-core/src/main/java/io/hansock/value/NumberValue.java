package io.hansock.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number, whose kind is its column's type. Two kinds are never equal, not even with one value: compare {@link #number()} or
 * {@link #asBigDecimal(BigDecimal)}.
 */
public sealed interface NumberValue extends Value {
    /** {@return the number in the narrowest Java type that holds all of its kind: a BigInteger for {@link UInt64}} */
    Number number();

    /**
     * A TINYINT.
     *
     * @param value from -128 to 127
     */
    record Int8(byte value) implements NumberValue {
        @Override
        public Byte number() {
            return value;
        }

        @Override
        public String toString() {
            return "Int8";
        }
    }

    /**
     * A SMALLINT.
     *
     * @param value from -32 768 to 32 767
     */
    record Int16(short value) implements NumberValue {
        @Override
        public Short number() {
            return value;
        }

        @Override
        public String toString() {
            return "Int16";
        }
    }

    /**
     * A MEDIUMINT.
     *
     * @param value from -8 388 608 to 8 388 607
     */
    record Int24(int value) implements NumberValue {
        /**
         * Checks the range.
         *
         * @param value from -8 388 608 to 8 388 607
         * @throws IllegalArgumentException if it is not
         */
        public Int24 {
            IntegerValues.require(value >= -0x80_0000 && value <= 0x7f_ffff);
        }

        @Override
        public Integer number() {
            return value;
        }

        @Override
        public String toString() {
            return "Int24";
        }
    }

    /**
     * An INT.
     *
     * @param value any int
     */
    record Int32(int value) implements NumberValue {
        @Override
        public Integer number() {
            return value;
        }

        @Override
        public String toString() {
            return "Int32";
        }
    }

    /**
     * A BIGINT.
     *
     * @param value any long
     */
    record Int64(long value) implements NumberValue {
        @Override
        public Long number() {
            return value;
        }

        @Override
        public String toString() {
            return "Int64";
        }
    }

    /**
     * A TINYINT UNSIGNED.
     *
     * @param value from 0 to 255
     */
    record UInt8(short value) implements NumberValue {
        /**
         * Checks the range.
         *
         * @param value from 0 to 255
         * @throws IllegalArgumentException if it is not
         */
        public UInt8 {
            IntegerValues.require(value >= 0 && value <= 0xff);
        }

        @Override
        public Short number() {
            return value;
        }

        @Override
        public String toString() {
            return "UInt8";
        }
    }

    /**
     * A SMALLINT UNSIGNED.
     *
     * @param value from 0 to 65 535
     */
    record UInt16(int value) implements NumberValue {
        /**
         * Checks the range.
         *
         * @param value from 0 to 65 535
         * @throws IllegalArgumentException if it is not
         */
        public UInt16 {
            IntegerValues.require(value >= 0 && value <= 0xffff);
        }

        @Override
        public Integer number() {
            return value;
        }

        @Override
        public String toString() {
            return "UInt16";
        }
    }

    /**
     * A MEDIUMINT UNSIGNED.
     *
     * @param value from 0 to 16 777 215
     */
    record UInt24(int value) implements NumberValue {
        /**
         * Checks the range.
         *
         * @param value from 0 to 16 777 215
         * @throws IllegalArgumentException if it is not
         */
        public UInt24 {
            IntegerValues.require(value >= 0 && value <= 0xff_ffff);
        }

        @Override
        public Integer number() {
            return value;
        }

        @Override
        public String toString() {
            return "UInt24";
        }
    }

    /**
     * An INT UNSIGNED.
     *
     * @param value from 0 to 4 294 967 295
     */
    record UInt32(long value) implements NumberValue {
        /**
         * Checks the range.
         *
         * @param value from 0 to 4 294 967 295
         * @throws IllegalArgumentException if it is not
         */
        public UInt32 {
            IntegerValues.require(value >= 0 && value <= 0xffff_ffffL);
        }

        @Override
        public Long number() {
            return value;
        }

        @Override
        public String toString() {
            return "UInt32";
        }
    }

    /**
     * A BIGINT UNSIGNED.
     *
     * @param bits the bits of a number from 0 to 2⁶⁴ − 1, as {@link Long#toUnsignedString(long)} takes them
     */
    record UInt64(long bits) implements NumberValue {
        @Override
        public BigInteger number() {
            return UnsignedLongs.integer(bits);
        }

        @Override
        public String toString() {
            return "UInt64";
        }
    }

    /**
     * A FLOAT.
     *
     * @param value any float; from the text protocol one of six digits
     */
    record Float32(float value) implements NumberValue {
        @Override
        public Float number() {
            return value;
        }

        @Override
        public String toString() {
            return "Float32";
        }
    }

    /**
     * A DOUBLE.
     *
     * @param value any double
     */
    record Float64(double value) implements NumberValue {
        @Override
        public Double number() {
            return value;
        }

        @Override
        public String toString() {
            return "Float64";
        }
    }

    /**
     * A DECIMAL.
     *
     * @param value with the scale that the column has
     */
    record Decimal(BigDecimal value) implements NumberValue {
        @Override
        public BigDecimal number() {
            return value;
        }

        @Override
        public String toString() {
            return "Decimal";
        }
    }
}
