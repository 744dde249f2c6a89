package io.hansock.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Numbers that the original programs computed. */
class RingVectorsTest {
    private static final Ring EIGHT_WEIGHTED = Ring.of(
            new Node("10.0.1.1:11211", 600),
            new Node("10.0.1.2:11211", 300),
            new Node("10.0.1.3:11211", 200),
            new Node("10.0.1.4:11211", 350),
            new Node("10.0.1.5:11211", 1000),
            new Node("10.0.1.6:11211", 800),
            new Node("10.0.1.7:11211", 950),
            new Node("10.0.1.8:11211", 100));

    private static final Ring THREE_EQUAL =
            Ring.of(new Node("10.0.0.1:9998"), new Node("10.0.0.2:9998"), new Node("10.0.0.3:9998"));

    @Test
    void keysAreWhereLibketamaPutsThem() throws IOException {
        assertThat(vectors("rj_ketama_test_first2000.tsv"))
                .hasSize(2_000)
                .allSatisfy(line ->
                        assertThat(tableLine(EIGHT_WEIGHTED, line.get(0))).isEqualTo(line));
    }

    @Test
    void keysAreWhereLibhansockPutsThemAlsoTheEmptyOneAndThoseBeyondAscii() throws IOException {
        List<List<String>> vectors = vectors("libhansock_three_equal.tsv");
        assertThat(vectors)
                .hasSize(49)
                .allSatisfy(
                        line -> assertThat(tableLine(THREE_EQUAL, line.get(0))).isEqualTo(line));
        assertThat(vectors).extracting(line -> line.get(0)).contains("", "日本語");
    }

    @Test
    void aMillionKeysHaveLibketamasChecksum() throws Exception {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update((byte) '\n');
        for (int i = 0; i < 1_000_000; i++) {
            byte[] key = Integer.toString(i).getBytes(UTF_8);
            Point point = EIGHT_WEIGHTED.point(key);
            String line =
                    Ring.hash(key) + " " + point.hash() + " " + point.node().label() + "\n";
            md5.update(ByteBuffer.wrap(line.getBytes(UTF_8)));
        }
        assertThat(HexFormat.of().formatHex(md5.digest())).isEqualTo("5672b131391f5aa2b280936aec1eea74");
    }

    private static List<String> tableLine(Ring ring, String key) {
        byte[] bytes = key.getBytes(UTF_8);
        assertThat(ring.owner(key)).as("every way of asking").isEqualTo(ring.node(ring.locate(bytes)));
        return List.of(
                key,
                Long.toString(Ring.hash(bytes)),
                Long.toString(ring.point(bytes).hash()),
                ring.owner(key).label());
    }

    private static List<List<String>> vectors(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(RingVectorsTest.class.getResourceAsStream("/ring/" + file))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        }
    }
}
