package io.hansock.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final Ring THREE = Ring.of(new Node("a"), new Node("b"), new Node("c"));

    @Test
    void equalWeightsGive160PointsANodeOr156WhereTheFloatsRoundDown() {
        Set<Integer> roundDown = new TreeSet<>();
        for (int nodes = 1; nodes <= 1024; nodes++) {
            int rounds = Continuum.rounds(100, 100L * nodes, nodes);
            assertThat(rounds).isBetween(39, 40);
            if (rounds == 39) {
                roundDown.add(nodes);
            }
        }
        assertThat(roundDown).containsExactly(61, 122, 237, 244, 474, 488, 933, 948, 951, 953, 976);
        assertThat(equalNodes(60).points()).hasSize(60 * 160);
        assertThat(equalNodes(61).points()).hasSize(61 * 156);
    }

    @Test
    void weightsAsLargeAsAnIntCanBeDoNotOverflow() {
        Ring ring = Ring.of(new Node("a", Integer.MAX_VALUE), new Node("b", Integer.MAX_VALUE));
        assertThat(ring.shares()).extracting(Share::points).containsExactly(160, 160);
    }

    @Test
    void ofTwoNodesWithOnePointTheOneAddedFirstOwnsIt() {
        // These two labels really have a point in common, and the key "3" lies before it.
        Node first = new Node("10.0.0.72:9998");
        Node second = new Node("10.0.0.236:9998");
        long common = 2_136_583_716L;
        for (Ring ring : List.of(Ring.of(first, second), Ring.of(second, first))) {
            assertThat(ring.points())
                    .filteredOn(point -> point.hash() == common)
                    .extracting(Point::node)
                    .isEqualTo(ring.nodes());
            assertThat(ring.point("3".getBytes(UTF_8)).hash()).isEqualTo(common);
            assertThat(ring.owner("3")).isEqualTo(ring.node(0));
        }
    }

    @Test
    void aHashOnAPointIsItsOwnAndOneFurtherIsTheNext() {
        Continuum continuum = Continuum.of(THREE.nodes());
        for (int i = 0; i < continuum.size(); i++) {
            int hash = (int) continuum.hashOf(i);
            assertThat(continuum.pointAt(hash)).isEqualTo(i);
            assertThat(continuum.pointAt(hash + 1)).isEqualTo((i + 1) % continuum.size());
        }
    }

    @Test
    void pointsRiseAsUnsignedNumbersAndPastTheLastComesTheFirst() {
        List<Point> points = THREE.points();
        assertThat(points).extracting(Point::hash).isSorted();
        assertThat(points.get(points.size() - 1).hash()).isGreaterThan(Integer.MAX_VALUE);
        Continuum continuum = Continuum.of(THREE.nodes());
        assertThat(continuum.pointAt(-1)).as("hash 2^32-1").isZero();
        assertThat(continuum.pointAt(0)).isZero();
    }

    @Test
    void theEmptyKeyIsAKey() {
        assertThat(Ring.hash(new byte[0])).isEqualTo(0xd98c1dd4L);
        assertThat(THREE.owner("")).isEqualTo(THREE.point(new byte[0]).node());
    }

    @Test
    void aKeyInsideALargerArrayIsTheSameKey() {
        byte[] line = "P\tuser:42\t7".getBytes(UTF_8);
        for (String key : List.of("user:42", "7", "")) {
            int from = new String(line, UTF_8).lastIndexOf(key);
            assertThat(THREE.node(THREE.locate(line, from, key.length()))).isEqualTo(THREE.owner(key));
        }
        assertThatThrownBy(() -> THREE.locate(line, 9, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Ring.of(new Node("a")).locate(line, -1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void nodesThatOwnNothingAreKeptAndNamed() {
        Node tiny = new Node("tiny", 1);
        Node none = new Node("none", 0);
        Node large = new Node("large", 100_000);
        Ring ring = Ring.of(tiny, large, none);
        assertThat(ring.nodes()).containsExactly(tiny, large, none);
        assertThat(ring.emptyNodes()).containsExactly(tiny, none);
        assertThat(ring.locate("any".getBytes(UTF_8))).isEqualTo(1);
        assertThat(ring.shares())
                .extracting(Share::hashes, Share::fraction)
                .containsExactly(tuple(0L, 0.0), tuple(Ring.HASHES, 1.0), tuple(0L, 0.0));
        assertThat(THREE.emptyNodes()).isEmpty();
    }

    @Test
    void sharesFollowTheWeights() {
        List<Share> shares = Ring.of(new Node("a", 100), new Node("b", 300)).shares();
        assertThat(shares).extracting(Share::points).containsExactly(80, 240);
        assertThat(shares.get(1).fraction()).isBetween(0.65, 0.85);
    }

    @Test
    void aRingThatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ring.of()).withMessageContaining("at least one node");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(new Node("a", 0), new Node("b", 0)))
                .withMessageContaining("weight 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(new Node("east", 1), new Node("b", 2), new Node("east", 3)))
                .withMessageContaining("east");
    }

    @Test
    void aNodeThatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Node("east", -1))
                .withMessageContaining("east")
                .withMessageContaining("negative");
        for (String label : List.of("", " ", "a\nb", "a\u0000", "a\ud800")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Node(label));
        }
    }

    @Test
    void aTextKeyWithAnUnpairedSurrogateIsRefusedForItHasNoBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> THREE.owner("a\udc00"));
    }

    @Test
    void aRingDoesNotSeeLaterChangesOfTheList() {
        List<Node> nodes = new ArrayList<>(List.of(new Node("a")));
        Ring ring = Ring.of(nodes);
        nodes.add(new Node("b"));
        assertThat(ring.nodes()).containsExactly(new Node("a"));
    }

    @Test
    void ringsOfEqualNodesInOneOrderAreEqual() {
        Ring same = Ring.of(new Node("a"), new Node("b"), new Node("c"));
        Ring reordered = Ring.of(new Node("b"), new Node("a"), new Node("c"));
        assertThat(same).isEqualTo(THREE).hasSameHashCodeAs(THREE).hasToString(THREE.toString());
        assertThat(reordered).isNotEqualTo(THREE);
        assertThat(THREE.toString()).contains("a", "b", "c");
    }

    @Test
    void aLookupAllocatesWhatMd5NeedsAndNothingWhereOneNodeOwnsAll() {
        byte[] key = "user:1000".getBytes(UTF_8);
        assertThat(allocatedPerLookup(THREE, key)).isLessThan(400);
        assertThat(allocatedPerLookup(Ring.of(new Node("a"), new Node("b", 0)), key))
                .isZero();
    }

    @Test
    void threadsShareARing() {
        List<byte[]> keys = IntStream.range(0, 20_000)
                .mapToObj(i -> Integer.toString(i).getBytes(UTF_8))
                .toList();
        List<Integer> alone = keys.stream().map(THREE::locate).toList();
        assertThat(keys.parallelStream().map(THREE::locate).toList()).isEqualTo(alone);
    }

    private static long allocatedPerLookup(Ring ring, byte[] key) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int lookups = 20_000;
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < lookups; i++) {
                ring.locate(key);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least / lookups;
    }

    private static Ring equalNodes(int count) {
        return Ring.of(
                IntStream.range(0, count).mapToObj(i -> new Node("node" + i)).toList());
    }
}
