package io.hansock.mysql;

import static io.hansock.mysql.Packets.cursor;
import static io.hansock.mysql.Packets.hex;
import static io.hansock.mysql.Packets.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import io.hansock.testing.Project;
import io.hansock.value.NumberValue;
import io.hansock.value.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The vectors of the protocol text, section 13, in its order: what one input becomes, seen on real servers or made by others' code. What
 * becomes of other inputs is where the classes are tested; the bytes of every type are {@link RecordedTypesTest}.
 */
class ProtocolVectorsTest {
    private static final byte[] SECRET = "secret".getBytes(UTF_8);
    private static final byte[] SCRAMBLE = "abcdefghijklmnopqrst".getBytes(UTF_8);
    private static final byte[] EDPW = "edpw".getBytes(UTF_8);
    private static final String SALT = "719fe08c524145f5ee594106db09a091fd1d";
    private static final String SEED = "bf82a01f0c50a955fb4cb5da402e7289147f3652cae2373ed7215bf31706bea6";

    @Test
    void nativePassword() {
        assertHex(new NativePassword(SECRET).answer(SCRAMBLE), "8817c50fa779daef010ee7577825b0847df9842e");
    }

    /** The page has the same figures, for those who write another client. */
    @Test
    void thePageHasThem() throws IOException {
        assertThat(Files.readString(Project.root().resolve("docs/protocol-mysql.md")))
                .contains(
                        "| `8817c50fa779daef010ee7577825b0847df9842e` |",
                        "| `c76e2898612a4cf042c77fa8c4702c4c64c0c2c557c53c4d75595aaa6abae809` |",
                        "| `LIEvGDGjHTmKyz3peLRjPqahOct5n6/BQCNm1bOvot4` |",
                        "`" + SALT + "`",
                        "| `" + SEED + "` |");
    }

    @Test
    void cachingSha2Password() {
        assertHex(
                AuthenticatorsTest.cachingSha2(SECRET).answer(SCRAMBLE),
                "c76e2898612a4cf042c77fa8c4702c4c64c0c2c557c53c4d75595aaa6abae809");
    }

    @Test
    void ed25519() {
        assertThat(base64(Ed25519.publicKey(EDPW))).isEqualTo("LIEvGDGjHTmKyz3peLRjPqahOct5n6/BQCNm1bOvot4");
        assertHex(
                new Ed25519Password(EDPW).answer(Ed25519Test.upTo(0x00, 0x1f)),
                "70a841913cbd1d5ae833b16bc805433991f0e771b16c836bd23368fb25cc87cd"
                        + "b3cab690c0daef12f3ad16717c6e8387f63d2b30257665c621856782cbb3a202");
    }

    /** The seed by the JDK's own derivation: what the plugin derives never leaves it. */
    @Test
    void parsec() throws GeneralSecurityException {
        PBEKeySpec stretched = new PBEKeySpec("parsecpw".toCharArray(), hex(SALT), 1024, 256);
        assertHex(
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                        .generateSecret(stretched)
                        .getEncoded(),
                SEED);
        assertThat(base64(Ed25519.publicKey(hex(SEED)))).isEqualTo("En3P8BjPttwj8jCbDzWgLZ8nFFtPwLqrzWaArPC5wZY");
        String signature = "11b174da702ffe284a19c8520932e401ba6c8751ac4e2d92ceaf5f9694cee069"
                + "9692ce14c667c3079364b4183ce9b826a16be7a3aaac9930dd0f80765a5cc90e";
        assertHex(Ed25519.sign(hex(SEED), Ed25519Test.upTo(0x00, 0x3f)), signature);
        ParsecPassword plugin = new ParsecPassword("parsecpw".getBytes(UTF_8), Ed25519Test.upTo(0x20, 0x3f));
        plugin.answer(Ed25519Test.upTo(0x00, 0x1f));
        byte[] proof = plugin.more(hex("5000" + SALT));
        assertHex(Arrays.copyOfRange(proof, 32, proof.length), signature);
    }

    @ParameterizedTest
    @CsvSource({
        "250, fa",
        "251, fcfb00",
        "65535, fcffff",
        "65536, fd000001",
        "16777215, fdffffff",
        "16777216, fe0000000100000000"
    })
    void lengthEncodedIntegers(long value, String digits) {
        ByteWriter out = new ByteWriter(16, 16);
        out.lenencInt(value);
        assertHex(out.toByteArray(), digits);
        assertThat(new ByteReader(hex(digits)).lenencInt()).isEqualTo(value);
    }

    @Test
    void okInAutocommit() {
        OkPacket ok = OkPacket.read(new ByteReader(hex("00000002000000")), Packets.NEW);
        assertThat(ok.is(ServerStatus.AUTOCOMMIT)).isTrue();
        assertThat(ok.affectedRows()).isZero();
    }

    @Test
    void theAnswerToSelect1() {
        byte[] reply = reply(
                1,
                hex("01"),
                hex("036465660000000131000c3f0002000000088100000000"),
                hex("0131"),
                hex("fe000002000000"));
        PacketCursor cursor = cursor(reply, 1);
        cursor.require();
        assertThat(cursor.payload().lenencInt()).isEqualTo(1);
        ResultColumns columns = ResultColumns.read(cursor, 1, Packets.NEW, RowFormat.TEXT);
        RowDecoder decoder = new RowDecoder(columns);
        cursor.require();
        decoder.add(reply, cursor.from(), cursor.to(), reply.length);
        Row row = decoder.take(reply).row(0);
        assertThat(row.valueOf("1")).contains(new NumberValue.Int64(1));
        cursor.require();
        assertThat(OkPacket.endsRows(reply[cursor.from()], cursor.to() - cursor.from(), true))
                .isTrue();
        assertThat(OkPacket.readRowsEnd(cursor.payload(), Packets.NEW).is(ServerStatus.AUTOCOMMIT))
                .isTrue();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void assertHex(byte[] bytes, String digits) {
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(digits);
    }
}
