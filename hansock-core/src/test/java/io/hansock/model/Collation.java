package io.hansock.model;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;

/**
 * Collations, each on an alphabet for whose characters the order is known: a character counts as much as its weight, and a text that ends counts
 * as if spaces followed, unless it is {@code NO PAD}. That this is how servers compare is shown by {@code CollationIT}.
 */
enum Collation {
    UTF8MB4_BIN("utf8mb4", "utf8mb4_bin", "aAbB_ 0é\t\n\u0001\uFFFD😀", Weight.CODE_POINT),
    UTF8MB4_GENERAL_CI("utf8mb4", "utf8mb4_general_ci", "aAbBáÁäsßS_ 0\t\u0000😀😁", Weight.LETTER),
    UTF8MB3_GENERAL_CI("utf8mb3", "utf8mb3_general_ci", "aAbBéEsß 0\u000f", Weight.LETTER),
    NO_PAD_BIN("utf8mb4", "utf8mb4_nopad_bin", "utf8mb4_0900_bin", "aAb \té😀", Weight.CODE_POINT, false),
    LATIN1_SWEDISH_CI("latin1", "latin1_swedish_ci", "aAbBéEeàz ~0\u0002", Weight.LETTER),
    LATIN1_BIN("latin1", "latin1_bin", "aAbéÿ \t€", Weight.WINDOWS_1252),
    ASCII_BIN("ascii", "ascii_bin", "aAb 0\u0001\u000b", Weight.CODE_POINT),
    UCS2_BIN("ucs2", "ucs2_bin", "aAbéя ", Weight.CODE_POINT),
    UTF16_BIN("utf16", "utf16_bin", "aAé \uFFFD😀", Weight.CODE_POINT),
    CP1251_BIN("cp1251", "cp1251_bin", "aAяЖ ", Weight.WINDOWS_1251),
    SJIS_BIN("sjis", "sjis_bin", "aA あい", Weight.SHIFT_JIS);

    /** What a character counts. */
    private enum Weight {
        CODE_POINT,
        LETTER,
        WINDOWS_1252,
        WINDOWS_1251,
        SHIFT_JIS;

        int of(int point) {
            return switch (this) {
                case CODE_POINT -> point;
                case LETTER -> letter(point);
                case WINDOWS_1252 -> bytes(point, "windows-1252");
                case WINDOWS_1251 -> bytes(point, "windows-1251");
                case SHIFT_JIS -> bytes(point, "Shift_JIS");
            };
        }

        /** Letters count as their capitals without accents; all characters beyond the basic plane are one. */
        private static int letter(int point) {
            if (point > Character.MAX_VALUE) {
                return 0xFFFD;
            }
            return switch (point) {
                case 'á', 'Á', 'ä', 'à' -> 'A';
                case 'é' -> 'E';
                case 'ß' -> 'S';
                default -> Character.toUpperCase(point);
            };
        }

        private static int bytes(int point, String charset) {
            int number = 0;
            for (byte b : Character.toString(point).getBytes(Charset.forName(charset))) {
                number = (number << Byte.SIZE) | (b & 0xff);
            }
            return number;
        }
    }

    /** Those that a client knows how to send to that knows no table. */
    static final List<Collation> PLAIN =
            List.of(UTF8MB4_BIN, UTF8MB4_GENERAL_CI, UTF8MB3_GENERAL_CI, NO_PAD_BIN, ASCII_BIN);

    private final String charset;
    private final String mariaDbs;
    private final String mysqls;
    private final String alphabet;
    private final Weight weight;
    private final boolean pads;

    Collation(String charset, String name, String alphabet, Weight weight) {
        this(charset, name, name, alphabet, weight, true);
    }

    Collation(String charset, String mariaDbs, String mysqls, String alphabet, Weight weight, boolean pads) {
        this.charset = charset;
        this.mariaDbs = mariaDbs;
        this.mysqls = mysqls;
        this.alphabet = alphabet;
        this.weight = weight;
        this.pads = pads;
    }

    /** As a column is declared. */
    String declaration(Dialect dialect) {
        return "character set " + charset + " collate " + (dialect == Dialect.MARIADB ? mariaDbs : mysqls);
    }

    /** Whether spaces at the end do not count. */
    boolean pads() {
        return pads;
    }

    /** Whether its charset lacks characters of the basic plane, and Java has the same charset. */
    boolean isMapped() {
        return this == LATIN1_SWEDISH_CI || this == LATIN1_BIN || this == ASCII_BIN;
    }

    /** The characters to try. */
    List<String> alphabet() {
        return alphabet.codePoints().mapToObj(Character::toString).toList();
    }

    /** A text of so many characters. */
    String draw(int length, Random random) {
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    /** How columns of it compare. */
    int compare(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(weightAt(left, i), weightAt(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The same text for all texts that are equal to each other. */
    String folded(String text) {
        StringBuilder folded = new StringBuilder();
        text.codePoints().forEach(point -> folded.append(weight.of(point)).append('.'));
        String space = weight.of(' ') + ".";
        int end = folded.length();
        while (pads && folded.substring(0, end).endsWith("." + space)) {
            end -= space.length();
        }
        return pads && folded.substring(0, end).equals(space) ? "" : folded.substring(0, end);
    }

    private int weightAt(int[] text, int at) {
        if (at < text.length) {
            return weight.of(text[at]);
        }
        return pads ? weight.of(' ') : -1;
    }
}
