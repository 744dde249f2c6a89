package io.hansock.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.SqlServer;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trap H12: the charsets that the guard encodes are the servers' own, character by character. */
class CharsetsIT {
    private static final List<String> CHARSETS =
            List.of("utf8mb4", "utf8mb3", "ascii", "latin1", "ucs2", "utf16", "utf16le");
    private static final int BEYOND_PLANE_0 = 0x1_0400;
    private static final int AT_A_TIME = 1024;

    @ParameterizedTest
    @EnumSource
    void h12_everyCharacterIsTheSameBytes(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, "charsets_it").client()) {
            SoftAssertions.assertSoftly(softly -> CHARSETS.forEach(name -> compare(name, sql, softly)));
        }
    }

    private static void compare(String name, SqlClient sql, SoftAssertions softly) {
        ColumnCharset charset = ColumnCharset.of(name);
        assertThat(charset).isNotNull();
        for (int from = 0; from < BEYOND_PLANE_0; from += AT_A_TIME) {
            StringBuilder characters = new StringBuilder();
            StringBuilder own = new StringBuilder();
            for (int character = from; character < from + AT_A_TIME; character++) {
                if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
                    characters.append("%08x".formatted(character));
                    own.append(encoded(charset, Character.toString(character), softly));
                }
            }
            if (!characters.isEmpty()) {
                String query = "select hex(convert(_utf32 0x%s using %s))".formatted(characters, name);
                softly.assertThat(sql.query(query).value(String.class))
                        .as("%s from U+%04X on", name, from)
                        .contains(own.toString());
            }
        }
    }

    /** A question mark stands for what a server cannot write. */
    private static String encoded(ColumnCharset charset, String character, SoftAssertions softly) {
        byte[] bytes = charset.encode(character);
        if (bytes == null) {
            return hex("?".getBytes(charset.java()));
        }
        softly.assertThat(new String(bytes, charset.java())).isEqualTo(character);
        return hex(bytes);
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte each : bytes) {
            hex.append("%02X".formatted(each));
        }
        return hex.toString();
    }
}
